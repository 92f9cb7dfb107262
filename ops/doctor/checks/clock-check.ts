import { functionUrl } from '../../../functions/src/infra/config/function-url.ts';
import { SECOND, type Clock } from '../../../functions/src/domain/shared/clock.ts';
import { functionAddresses } from '../../admin/function-addresses.ts';
import { CannotTellError } from '../cannot-tell-error.ts';
import type { Check } from '../check.ts';
import { wrong } from '../finding.ts';

/** More than answers take, and less than what Google and Twilio forgive. */
const TOLERANCE = 30 * SECOND;
const TIME_TO_ANSWER = 60 * SECOND;

/** Whether this machine and those that answer it agree what time it is. */
export const clockCheck: Check = {
  name: 'clock',
  title: 'Clock',
  async examine({ settings, clock }) {
    const { TWILIO_API_BASE_URL } = settings.read('TWILIO_API_BASE_URL');
    const urls = [functionUrl(functionAddresses(settings), 'twilioWebhook'), TWILIO_API_BASE_URL];
    const skews = (await Promise.all(urls.map((url) => skewTo(url, clock)))).filter((skew) => skew !== null);
    const [skew] = skews.toSorted((one, other) => Math.abs(other) - Math.abs(one));
    if (skew === undefined) {
      throw new CannotTellError('Nobody who answers says what time it is.', 'Check the network.');
    }
    if (Math.abs(skew) <= TOLERANCE) return [];
    const seconds = Math.round(Math.abs(skew) / SECOND);
    const problem = `The clock of this machine is ${seconds} seconds ${skew > 0 ? 'ahead' : 'behind'}.`;
    return [wrong(problem, 'sudo timedatectl set-ntp true')];
  },
};

/** Milliseconds by which ours is ahead; null where the other says nothing. */
async function skewTo(url: string, clock: Clock): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(TIME_TO_ANSWER);
    const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const theirs = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(theirs) ? null : clock.now() - theirs;
  } catch {
    return null;
  }
}
