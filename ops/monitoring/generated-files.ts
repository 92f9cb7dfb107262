import { metricsCatalogue } from '../../functions/src/domain/shared/metrics-catalogue.ts';
import { alertPolicy } from './alert-policy.ts';
import { alerts } from './alerts.ts';
import { chartSections } from './charts.ts';
import { dashboard } from './dashboard.ts';
import { logMetric } from './log-metric.ts';

const FOLDER = 'ops/terraform/monitoring';

/** What Terraform and gcloud read: JSON by its path in the repository. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const metrics = Object.entries(metricsCatalogue).map(([name, definition]) => logMetric(name, definition));
  return new Map([
    [`${FOLDER}/metrics.json`, JSON.stringify(metrics)],
    [`${FOLDER}/dashboard.json`, JSON.stringify(dashboard(chartSections))],
    ...alerts.map(
      (alert) => [`${FOLDER}/alerts/${alert.name}.json`, JSON.stringify(alertPolicy(alert))] as const,
    ),
  ]);
}
