locals {
  groups = {
    for group, account in jsondecode(file("${path.module}/service-accounts.json")) :
    group => account if var.dedicated_service_accounts
  }

  # a task is delivered in the name of the account that queued it
  queueing_roles = ["roles/cloudtasks.enqueuer", "roles/run.invoker"]

  group_roles = merge([
    for group, account in local.groups : {
      for role in concat(account.roles, account.queuesTasks ? local.queueing_roles : []) :
      "${group} ${role}" => { group = group, role = role }
    }
  ]...)

  secrets = ["ADDRESS_KEY", "FORWARD_SIGNING_SECRET", "LINK_CODE_KEY", "TWILIO_AUTH_TOKENS"]

  group_secrets = {
    for pair in setproduct(keys(local.groups), local.secrets) :
    "${pair[0]} ${pair[1]}" => { group = pair[0], secret = pair[1] }
  }
}

resource "google_service_account" "group" {
  for_each = local.groups

  account_id   = "${var.prefix}-${each.key}"
  display_name = "Linkline: ${each.value.purpose}"
}

resource "google_project_iam_member" "group" {
  for_each = local.group_roles

  project = var.project
  role    = each.value.role
  member  = google_service_account.group[each.value.group].member
}

# whoever queues a task names itself as the account that calls the function
resource "google_service_account_iam_member" "itself" {
  for_each = { for group, account in local.groups : group => account if account.queuesTasks }

  service_account_id = google_service_account.group[each.key].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.group[each.key].member
}

resource "google_secret_manager_secret_iam_member" "group" {
  for_each = local.group_secrets

  project   = var.project
  secret_id = each.value.secret
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.group[each.value.group].member
}
