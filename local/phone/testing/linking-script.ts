import { Refusal, type TestCallables } from './test-callables.ts';
import type { TestWorld } from './test-world.ts';

export const CODE = 'LINK 7KQ2-M4XD';
export const DIGITS = '481516';
const MASKED = '+15 ••• 01';
const ADA_LINK = 'whatsapp_links/ada';
const QR_CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M1 1h2v2H1z"/></svg>';

/** Plays the product's part of linking Ada's phone to Ada's account. */
export function scriptLinking(world: TestWorld, { functions }: TestCallables): void {
  const request = { request_id: 'request-1', expires_at: world.inMinutes(10) };
  const linked = { masked_number: MASKED, linked_at: world.inMinutes(0), state: 'active' };

  functions['startLink'] = (_data, idToken) => {
    if (idToken !== 'token-of-ada') {
      throw new Refusal('PERMISSION_DENIED', 'Anonymous users cannot link a number.', {
        code: 'anonymous-user',
      });
    }
    world.store(ADA_LINK, { linked: null, request: { ...request, state: 'open', masked_number: null } });
    const deepLink = `https://wa.me/15550006789?text=${encodeURIComponent(CODE)}`;
    return { requestId: 'request-1', code: CODE, deepLink, qrCode: QR_CODE, expiresAt: request.expires_at };
  };
  world.simulator.reply = (_from, body) => {
    if (body !== CODE) return ['Please link your account: https://example.com/link'];
    world.store(ADA_LINK, { linked: null, request: { ...request, state: 'claimed', masked_number: MASKED } });
    return [`Demo: a•••@example.com wants to link this number. To agree, enter ${DIGITS} in the app.`];
  };
  functions['confirmLink'] = ({ confirmationNumber }) => {
    if (confirmationNumber !== DIGITS) {
      throw new Refusal('INVALID_ARGUMENT', 'These are not the six digits.', {
        code: 'confirmation-number-wrong',
        remainingAttempts: 4,
      });
    }
    world.store(ADA_LINK, { linked, request: null });
    world.simulator.deliver('whatsapp:+15551110001', 'Account linked!');
    return { maskedNumber: MASKED, linkedAt: linked.linked_at };
  };
  functions['exportMyData'] = () => ({ exported_at: world.inMinutes(0), user_id: 'ada' });
  functions['cancelLink'] = () => {
    world.store(ADA_LINK, { linked: null, request: null });
    return { canceled: true };
  };
  functions['unlink'] = () => {
    world.store(ADA_LINK, { linked: null, request: null });
    return { unlinked: true };
  };
}
