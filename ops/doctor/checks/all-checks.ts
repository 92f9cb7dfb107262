import type { Check } from '../check.ts';
import { clockCheck } from './clock-check.ts';
import { firestoreCheck } from './firestore-check.ts';
import { forwardCheck } from './forward-check.ts';
import { functionsCheck } from './functions-check.ts';
import { indexesCheck } from './indexes-check.ts';
import { messagingServiceCheck } from './messaging-service-check.ts';
import { parametersCheck } from './parameters-check.ts';
import { queuesCheck } from './queues-check.ts';
import { retriesCheck } from './retries-check.ts';
import { rulesCheck } from './rules-check.ts';
import { schedulesCheck } from './schedules-check.ts';
import { secretsCheck } from './secrets-check.ts';
import { timeToLiveCheck } from './time-to-live-check.ts';
import { twilioAccountCheck } from './twilio-account-check.ts';
import { twilioSenderCheck } from './twilio-sender-check.ts';
import { webhooksCheck } from './webhooks-check.ts';

/** In the order in which mending them helps. */
export const allChecks: readonly Check[] = [
  parametersCheck,
  secretsCheck,
  clockCheck,
  firestoreCheck,
  indexesCheck,
  timeToLiveCheck,
  rulesCheck,
  functionsCheck,
  queuesCheck,
  schedulesCheck,
  webhooksCheck,
  twilioAccountCheck,
  twilioSenderCheck,
  messagingServiceCheck,
  retriesCheck,
  forwardCheck,
];
