import { z } from 'zod';
import { SECOND } from '../../functions/src/domain/shared/clock.ts';
import type { PhoneMessage } from '../../local/phone/page-protocol.ts';
import type { EmulatedWorld } from '../../local/emulators/emulated-world.ts';

const PHONE = 'whatsapp:+15551110001';
const PATIENCE = 30 * SECOND;

const startedLink = z.object({ requestId: z.string(), code: z.string() });

/** Links a demo user's account from the first call to the last message. The message that arrived; rejects where none does in time. */
export async function linkAccount(world: EmulatedWorld): Promise<PhoneMessage> {
  const { idToken } = await world.signIn('ada');
  const { requestId, code } = startedLink.parse(await world.call('startLink', {}, idToken));
  const asked = arrived(world, /\b\d{6}\b/);
  const { status } = await world.simulator.receive({ From: PHONE, Body: code });
  if (status !== 200) throw new Error(`The webhook answered ${status}.`);
  const [confirmationNumber] = /\b\d{6}\b/.exec((await asked).body ?? '') ?? [];
  const linked = arrived(world, /Account linked!/);
  await world.call('confirmLink', { requestId, confirmationNumber }, idToken);
  return await linked;
}

async function arrived({ simulator }: EmulatedWorld, text: RegExp): Promise<PhoneMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<PhoneMessage>();
  const patience = setTimeout(reject, PATIENCE, new Error(`No message with ${text} arrived.`));
  const forget = simulator.onMessage((message) => {
    const isIt = message.status === 'delivered' && text.test(message.body ?? '');
    if (isIt) resolve(message);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(patience);
    forget();
  }
}
