# TTL policies and indexes are deployed with firestore.indexes.json, by `npm run deploy`
resource "google_firestore_backup_schedule" "daily" {
  count = var.backup_days > 0 ? 1 : 0

  database  = var.database
  retention = "${var.backup_days * 24 * 60 * 60}s"

  daily_recurrence {}
}
