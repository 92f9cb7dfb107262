locals {
  metrics = jsondecode(file("${path.module}/monitoring/metrics.json"))

  # the files are complete for gcloud; here they get the prefix and the address of the runbook
  monitoring_files = {
    for name in setunion(["dashboard.json"], fileset("${path.module}/monitoring", "alerts/*.json")) :
    name => replace(
      replace(
        replace(file("${path.module}/monitoring/${name}"), "user/linkline/", "user/${var.prefix}/"),
        "linkline-dead-events", local.dead_events
      ),
      "docs/runbook.md", var.runbook_url
    )
  }

  alerts = {
    for name, text in local.monitoring_files :
    trimsuffix(basename(name), ".json") => jsondecode(text) if startswith(name, "alerts/")
  }
}

resource "google_logging_metric" "linkline" {
  for_each = { for metric in local.metrics : metric.name => metric }

  name            = replace(each.key, "linkline/", "${var.prefix}/")
  description     = each.value.description
  filter          = each.value.filter
  value_extractor = try(each.value.valueExtractor, null)

  label_extractors = each.value.labelExtractors

  metric_descriptor {
    metric_kind = each.value.metricDescriptor.metricKind
    value_type  = each.value.metricDescriptor.valueType
    unit        = each.value.metricDescriptor.unit

    dynamic "labels" {
      for_each = each.value.metricDescriptor.labels

      content {
        key        = labels.value.key
        value_type = labels.value.valueType
      }
    }
  }

  dynamic "bucket_options" {
    for_each = try([each.value.bucketOptions.exponentialBuckets], [])

    content {
      exponential_buckets {
        scale              = bucket_options.value.scale
        growth_factor      = bucket_options.value.growthFactor
        num_finite_buckets = bucket_options.value.numFiniteBuckets
      }
    }
  }
}

resource "google_monitoring_dashboard" "linkline" {
  dashboard_json = local.monitoring_files["dashboard.json"]

  depends_on = [google_logging_metric.linkline]
}
