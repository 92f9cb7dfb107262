locals {
  dead_events    = "${var.prefix}-dead-events"
  pubsub_service = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

data "google_project" "this" {
  project_id = var.project
}

# Eventarc makes the subscriptions of the triggers itself, so Terraform cannot own them: the README attaches them
resource "google_pubsub_topic" "dead_events" {
  name = local.dead_events
}

resource "google_pubsub_subscription" "dead_events" {
  name                       = local.dead_events
  topic                      = google_pubsub_topic.dead_events.id
  message_retention_duration = "2678400s"
  ack_deadline_seconds       = 60

  expiration_policy {
    ttl = ""
  }
}

resource "google_pubsub_topic_iam_member" "dead_events" {
  topic  = google_pubsub_topic.dead_events.id
  role   = "roles/pubsub.publisher"
  member = local.pubsub_service
}
