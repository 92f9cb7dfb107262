import type { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import { callEventFunction, type EncodedEvent } from '../functions-host/call-event-function.ts';
import { readDeployedFunctions } from '../functions-host/read-deployed-functions.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { Variables } from '../world/local-environment.ts';
import { localIdentity } from '../world/local-identity.ts';
import { setVariables } from '../world/set-variables.ts';

interface Triggered {
  /** Where the Functions emulator listens. */
  readonly origin: string;
  readonly variables: Variables;
  readonly scheduler: Scheduler;
  /** Undefined where an emulator of Firebase delivers the events of documents. */
  readonly firestore: EmbeddedFirestore | undefined;
}

/** Calls the functions that the Functions emulator loads and nothing of Firebase triggers there: schedules, and documents of another Firestore. */
export async function connectTriggers({ origin, variables, scheduler, firestore }: Triggered): Promise<void> {
  const restore = setVariables(variables);
  const deployed = readDeployedFunctions(await import('../../functions/src/index.ts'));
  restore();
  for (const description of deployed) {
    const { name } = description;
    const url = triggerUrl(origin, name);
    if (description.kind === 'schedule') scheduler.add({ ...description, url });
    if (description.kind !== 'firestore') continue;
    const deliver = (event: EncodedEvent) => callEventFunction(url, inBase64(event));
    firestore?.triggers.add({ name, ...description.trigger, deliver });
  }
}

/** By its region, name and number, the Functions emulator finds also a function that it leaves without a trigger. */
function triggerUrl(origin: string, name: string): string {
  const { project, region } = localIdentity;
  return `${origin}/functions/projects/${project}/triggers/${region}-${name}-0`;
}

/** The Functions emulator hands bodies on as text, and a function then expects base64. */
function inBase64({ headers, body }: EncodedEvent): EncodedEvent {
  return { headers, body: Buffer.from(Buffer.from(body).toString('base64')) };
}
