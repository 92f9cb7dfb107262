import type { Alert } from './alert-policy.ts';
import { functionAlerts } from './function-alerts.ts';
import { inboundAlerts } from './inbound-alerts.ts';
import { outboundAlerts } from './outbound-alerts.ts';

/** What somebody should be called for. */
export const alerts: readonly Alert[] = [...functionAlerts, ...inboundAlerts, ...outboundAlerts];
