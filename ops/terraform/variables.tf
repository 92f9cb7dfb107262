variable "project" {
  description = "Id of the Firebase project that Linkline is deployed into."
  type        = string
}

variable "region" {
  description = "Region of the functions: FUNCTION_DEFAULT_REGION."
  type        = string
  default     = "us-central1"
}

variable "prefix" {
  description = "What the names of metrics, service accounts and the dead-letter topic begin with."
  type        = string
  default     = "linkline"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,15}$", var.prefix))
    error_message = "The prefix has 3 to 16 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "notification_channels" {
  description = "Names of the notification channels that every alert goes to: projects/<project>/notificationChannels/<number>."
  type        = list(string)
}

variable "runbook_url" {
  description = "Where the people who are called find docs/runbook.md."
  type        = string
}

variable "database" {
  description = "Firestore database: FIRESTORE_DATABASE."
  type        = string
  default     = "(default)"
}

variable "backup_days" {
  description = "How long daily backups are kept. What was erased meanwhile is still in them; 0 makes none."
  type        = number
  default     = 7

  validation {
    condition     = var.backup_days >= 0 && var.backup_days <= 98
    error_message = "Firestore keeps backups for at most 14 weeks."
  }
}

variable "dedicated_service_accounts" {
  description = "Whether each group of functions gets a service account of its own."
  type        = bool
  default     = true
}
