output "attach_service_accounts" {
  description = "One command a function, to be run after each deployment: a deployment puts the default account back."
  value = flatten([
    for group, account in local.groups : [
      for name in account.functions : join(" ", [
        "gcloud run services update ${lower(name)}",
        "--project ${var.project} --region ${var.region}",
        "--service-account ${google_service_account.group[group].email}",
      ])
    ]
  ])
}

output "attach_dead_letters" {
  description = "Run it once after the first deployment, and again when a trigger was made anew."
  value       = "${path.module}/attach-dead-letters.sh ${var.project} ${local.dead_events} ${data.google_project.this.number}"
}
