import { parameters } from '../../../functions/src/infra/config/parameters.ts';
import { functionPrefixOf } from '../../../functions/src/infra/config/function-url.ts';
import type { Settings } from '../../admin/settings.ts';
import type { Check } from '../check.ts';
import { expectedFunctions } from '../expected-functions.ts';
import { wrong } from '../finding.ts';
import { deploy } from '../fixes.ts';

/** Whether tasks are taken, and messages sent as fast as Twilio allows and no faster. */
export const queuesCheck: Check = {
  name: 'queues',
  title: 'Task queues',
  async examine({ settings, administration }) {
    const { FUNCTION_DEFAULT_REGION: region, FIREBASE_KIT_INSTANCE_ID: kit } = settings.read(
      'FUNCTION_DEFAULT_REGION',
      'FIREBASE_KIT_INSTANCE_ID',
    );
    const rate = senderRate(settings);
    const sender = `${functionPrefixOf(kit)}sendOutboundMessage`;
    const queues = await administration.queues(region);
    const names = expectedFunctions(settings).flatMap(({ kind, name }) => (kind === 'task' ? [name] : []));
    return names.flatMap((name) => {
      const queue = queues.find((one) => one.name === name);
      if (queue === undefined) return [wrong(`The queue ${name} does not exist.`, deploy(settings))];
      const place = `--location ${region} --project ${settings.project}`;
      if (queue.state !== 'RUNNING') {
        return [wrong(`The queue ${name} is ${queue.state}.`, `gcloud tasks queues resume ${name} ${place}`)];
      }
      if (name !== sender || queue.maxDispatchesPerSecond === rate) return [];
      return [
        wrong(
          `The queue ${name} sends ${queue.maxDispatchesPerSecond} messages a second; SENDER_MESSAGES_PER_SECOND is ${rate}.`,
          `gcloud tasks queues update ${name} --max-dispatches-per-second ${rate} ${place}`,
        ),
      ];
    });
  },
};

/** The functions themselves never read it: the deployment gives it to the queue. */
function senderRate({ texts }: Settings): number {
  const { name, options } = parameters.senderMessagesPerSecond;
  return Number(texts[name]?.trim() || options.default);
}
