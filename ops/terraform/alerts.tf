resource "google_monitoring_alert_policy" "linkline" {
  for_each = local.alerts

  display_name          = each.value.displayName
  severity              = each.value.severity
  combiner              = each.value.combiner
  enabled               = each.value.enabled
  notification_channels = var.notification_channels

  documentation {
    content   = each.value.documentation.content
    mime_type = each.value.documentation.mimeType
  }

  alert_strategy {
    auto_close = each.value.alertStrategy.autoClose

    dynamic "notification_rate_limit" {
      for_each = try([each.value.alertStrategy.notificationRateLimit], [])

      content {
        period = notification_rate_limit.value.period
      }
    }
  }

  dynamic "conditions" {
    for_each = each.value.conditions

    content {
      display_name = conditions.value.displayName

      dynamic "condition_threshold" {
        for_each = try([conditions.value.conditionThreshold], [])

        content {
          filter          = condition_threshold.value.filter
          comparison      = condition_threshold.value.comparison
          threshold_value = condition_threshold.value.thresholdValue
          duration        = condition_threshold.value.duration

          dynamic "aggregations" {
            for_each = condition_threshold.value.aggregations

            content {
              alignment_period     = aggregations.value.alignmentPeriod
              per_series_aligner   = aggregations.value.perSeriesAligner
              cross_series_reducer = aggregations.value.crossSeriesReducer
              group_by_fields      = aggregations.value.groupByFields
            }
          }

          trigger {
            count = condition_threshold.value.trigger.count
          }
        }
      }

      dynamic "condition_absent" {
        for_each = try([conditions.value.conditionAbsent], [])

        content {
          filter   = condition_absent.value.filter
          duration = condition_absent.value.duration

          dynamic "aggregations" {
            for_each = condition_absent.value.aggregations

            content {
              alignment_period     = aggregations.value.alignmentPeriod
              per_series_aligner   = aggregations.value.perSeriesAligner
              cross_series_reducer = aggregations.value.crossSeriesReducer
              group_by_fields      = aggregations.value.groupByFields
            }
          }

          trigger {
            count = condition_absent.value.trigger.count
          }
        }
      }

      dynamic "condition_matched_log" {
        for_each = try([conditions.value.conditionMatchedLog], [])

        content {
          filter           = condition_matched_log.value.filter
          label_extractors = condition_matched_log.value.labelExtractors
        }
      }
    }
  }

  depends_on = [google_logging_metric.linkline, google_pubsub_subscription.dead_events]
}
