import { functionUrl } from '../../../functions/src/infra/config/function-url.ts';
import { functionAddresses } from '../../admin/function-addresses.ts';
import type { Settings } from '../../admin/settings.ts';
import { twilioSettings } from '../../admin/twilio-settings.ts';
import type { Check } from '../check.ts';
import { wrong, type Finding } from '../finding.ts';
import { deploy, setParameter, showLog } from '../fixes.ts';
import { WebhookProbe, type ProbeAnswer } from '../webhook/webhook-probe.ts';

/** Whether Twilio reaches the webhooks, and they take its signature for Twilio's and no other. */
export const webhooksCheck: Check = {
  name: 'webhooks',
  title: 'Webhooks',
  async examine({ settings }) {
    const results = await Promise.all(
      ['twilioWebhook', 'twilioStatus'].map(async (name) => ({
        name,
        finding: await examineOne(name, settings),
      })),
    );
    return together(results.flatMap(({ name, finding }) => (finding === null ? [] : [{ name, finding }])));
  },
};

async function examineOne(name: string, settings: Settings): Promise<Finding | null> {
  const { accountSid, sender, messagingServiceSid, authTokens } = twilioSettings(settings);
  const account = { accountSid, messagingServiceSid, sender: sender?.value ?? null };
  const addresses = functionAddresses(settings);
  const probe = new WebhookProbe({ url: functionUrl(addresses, name), account });
  const obstacle = obstacleIn(await probe.unsigned(), `${addresses.functionPrefix}${name}`, settings);
  if (obstacle !== null) return obstacle;
  for (const token of authTokens) {
    if (!isTakenForTwilio(await probe.signedOnly(token.reveal()))) {
      const problem = 'refuses what a token of TWILIO_AUTH_TOKENS signs for this address.';
      return wrong(problem, `${deploy(settings)}; the secret or PUBLIC_BASE_URL has changed since`);
    }
  }
  const [token] = authTokens;
  if (token === undefined || isTakenForTwilio(await probe.signed(token.reveal()))) return null;
  return wrong('was deployed for another Twilio account or sender.', deploy(settings));
}

/** What keeps a request from being verified at all. */
function obstacleIn(answer: ProbeAnswer, name: string, settings: Settings): Finding | null {
  switch (answer.kind) {
    case 'maintenance':
      return wrong('is in maintenance and takes nothing.', setParameter(settings, 'MAINTENANCE', 'false'));
    case 'unreachable':
      return wrong(
        `is not reachable: ${answer.reason}.`,
        `check PUBLIC_BASE_URL and the network, or ${deploy(settings)}`,
      );
    case 'foreign':
      return foreignAnswer(answer.httpStatus, name, settings);
    case 'ours':
      if (answer.httpStatus === 403) return null;
      return wrong(
        `answers ${answer.httpStatus} to a request without a signature, not 403.`,
        showLog(settings, name),
      );
  }
}

function foreignAnswer(httpStatus: number, name: string, settings: Settings): Finding {
  const { FUNCTION_DEFAULT_REGION: region } = settings.read('FUNCTION_DEFAULT_REGION');
  if (httpStatus === 401 || httpStatus === 403) {
    return wrong(
      'may not be called by everybody, and so not by Twilio.',
      `gcloud run services add-iam-policy-binding ${name.toLowerCase()} --member allUsers --role roles/run.invoker` +
        ` --region ${region} --project ${settings.project}`,
    );
  }
  const problem = `is not what answers at its address: ${httpStatus}.`;
  return wrong(problem, `check PUBLIC_BASE_URL, or ${deploy(settings)}`);
}

function isTakenForTwilio(answer: ProbeAnswer): boolean {
  return answer.kind === 'ours' && answer.httpStatus === 400;
}

/** What is true of both is said once. */
function together(
  results: readonly { readonly name: string; readonly finding: Finding }[],
): readonly Finding[] {
  const byProblem = Map.groupBy(results, ({ finding }) => finding.problem);
  return [...byProblem.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const names = same.map(({ name }) => name).join(', ');
    return [wrong(`${names}: ${first.finding.problem}`, first.finding.fix)];
  });
}
