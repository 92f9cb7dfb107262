import { twilioSettings } from '../../admin/twilio-settings.ts';
import type { Check } from '../check.ts';
import { warning, wrong } from '../finding.ts';
import { deploy, setSecret } from '../fixes.ts';

/** Whether Twilio lets us in. */
export const twilioAccountCheck: Check = {
  name: 'twilio-account',
  title: 'Twilio account',
  async examine(patient) {
    const { settings } = patient;
    const { authTokens } = twilioSettings(settings);
    const account = patient.twilio();
    const [first = null, second] = await Promise.all(authTokens.map((token) => account.statusWith(token)));
    const set = setSecret(settings, 'TWILIO_AUTH_TOKENS');
    if (first === null) {
      const problem = 'Twilio does not accept the first of TWILIO_AUTH_TOKENS for TWILIO_ACCOUNT_SID.';
      return [wrong(problem, `copy both from the Twilio console: ${set}, then ${deploy(settings)}`)];
    }
    if (first !== 'active') {
      return [wrong(`The Twilio account is ${first}.`, 'Twilio console › Billing, or ask its support')];
    }
    if (second !== null) return [];
    const problem = 'Twilio no longer accepts the second of TWILIO_AUTH_TOKENS: the rotation is over.';
    return [warning(problem, `keep the first alone: ${set}, then ${deploy(settings)}`)];
  },
};
