import type { ServedRequest } from '../served/first-answer.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { inboundForm, signedRequest } from '../world/twilio-request.ts';

/** New texts of these people, one after the other, made beforehand: making them takes as long as answering does. */
export function signedTexts(
  world: Pick<BenchWorld, 'publicBaseUrl'>,
  phones: readonly string[],
  count: number,
): () => ServedRequest {
  const made = Array.from({ length: count }, (_, index) => text(world, phones[index % phones.length] ?? ''));
  let sent = 0;
  return () => made.pop() ?? text(world, phones[(sent += 1) % phones.length] ?? '');
}

function text(world: Pick<BenchWorld, 'publicBaseUrl'>, phone: string): ServedRequest {
  const form = inboundForm(phone, 'Is my order on its way?');
  return signedRequest(world, { functionName: 'twilioWebhook', form });
}
