import { messagingBaseUrl } from './twilio-account.ts';
import type { Settings } from '../../admin/settings.ts';

const CREDENTIALS = '-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"';

/** Leaves the other settings of the sender as they are. */
export function updateSender(
  settings: Settings,
  sid: string,
  webhook: Readonly<Record<string, string>>,
): string {
  const url = `${baseUrlOf(settings)}/v2/Channels/Senders/${sid}`;
  const data = JSON.stringify({ webhook });
  return `curl ${url} ${CREDENTIALS} -H 'content-type: application/json' -d '${data}'`;
}

/** Leaves the other settings of the service as they are. */
export function updateService(
  settings: Settings,
  sid: string,
  fields: Readonly<Record<string, string>>,
): string {
  const url = `${baseUrlOf(settings)}/v1/Services/${sid}`;
  const data = Object.entries(fields).map(([name, value]) => `--data-urlencode '${name}=${value}'`);
  return ['curl', url, CREDENTIALS, ...data].join(' ');
}

export function addToPool(settings: Settings, serviceSid: string, senderSid: string): string {
  return `curl ${baseUrlOf(settings)}/v1/Services/${serviceSid}/ChannelSenders ${CREDENTIALS} -d Sid=${senderSid}`;
}

function baseUrlOf(settings: Settings): string {
  return messagingBaseUrl(settings.read('TWILIO_API_BASE_URL').TWILIO_API_BASE_URL);
}
