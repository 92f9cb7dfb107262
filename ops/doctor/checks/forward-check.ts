import { SECOND } from '../../../functions/src/domain/shared/clock.ts';
import type { Check } from '../check.ts';
import { wrong } from '../finding.ts';

const TIME_TO_ANSWER = 15 * SECOND;

/** Whether the product's own endpoint is there; it is not asked to take anything. */
export const forwardCheck: Check = {
  name: 'forward',
  title: 'Forwarding',
  async examine({ settings }) {
    const { MESSAGE_PROCESSOR, FORWARD_URL } = settings.read('MESSAGE_PROCESSOR', 'FORWARD_URL');
    if (MESSAGE_PROCESSOR !== 'forward' || FORWARD_URL === '') return [];
    try {
      const signal = AbortSignal.timeout(TIME_TO_ANSWER);
      await fetch(FORWARD_URL, { method: 'HEAD', redirect: 'manual', signal });
      return [];
    } catch {
      const { host } = new URL(FORWARD_URL);
      const problem = `FORWARD_URL does not answer: nobody listens at ${host}.`;
      return [wrong(problem, 'start the endpoint, or correct FORWARD_URL and deploy')];
    }
  },
};
