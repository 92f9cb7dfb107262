import { functionUrl } from '../../functions/src/infra/config/function-url.ts';
import { MAINTENANCE_HEADER } from '../../functions/src/infra/functions/in-maintenance.ts';
import { RefusedError, UnusableError } from './admin-error.ts';
import { functionAddresses } from './function-addresses.ts';
import type { Settings } from './settings.ts';

const WEBHOOKS = ['twilioWebhook', 'twilioStatus'];
/** A cold start takes a while. */
const TIME_TO_ANSWER = 60_000;

/** Asks the deployed webhooks themselves, because a configuration says nothing of what was deployed. Throws `RefusedError`. */
export async function assertDeployedMaintenance(settings: Settings): Promise<void> {
  const addresses = functionAddresses(settings);
  const answers = await Promise.all(WEBHOOKS.map((name) => isInMaintenance(functionUrl(addresses, name))));
  if (answers.every(Boolean)) return;
  throw new RefusedError(
    `${settings.project} is not in maintenance: its webhooks would go on writing.\n` +
      `  echo 'MAINTENANCE=true' >> functions/.env.${settings.project} && npm run deploy`,
  );
}

async function isInMaintenance(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(TIME_TO_ANSWER);
    const response = await fetch(url, { redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status === 503 && response.headers.has(MAINTENANCE_HEADER);
  } catch (error) {
    throw new UnusableError(`No answer from ${url}: check PUBLIC_BASE_URL.`, { cause: error });
  }
}
