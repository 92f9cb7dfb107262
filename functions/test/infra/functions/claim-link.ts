import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { currentEnvironment } from '../../../src/infra/environment.ts';
import { whatsAppModule } from '../../../src/infra/whatsapp-module.ts';

const address = { kind: 'phone', value: 'whatsapp:+15551110001' } as const;
const message = {
  sender: { address, otherAddress: null, profileName: null },
  sentTo: 'whatsapp:+15550006789',
  type: 'text',
  media: [],
  location: null,
  button: null,
  listReply: null,
  flow: null,
  repliedTo: null,
  forwarded: 'no',
  referral: null,
  optOutType: null,
} as const;

/** Starts a link for the user and sends its code from the phone: what is left is to confirm. */
export async function claimLink(
  userId: string,
): Promise<{ readonly requestId: string; readonly confirmationNumber: string }> {
  const { startLink, receiveMessage } = await whatsAppModule();
  const { requestId, code } = await startLink.execute({
    user: { userId, isAnonymous: false, signedInAt: currentEnvironment().clock.now() },
    identity: { verifiedEmail: null, phoneNumber: null },
    tokenIssuedAt: currentEnvironment().clock.now(),
  });
  const { replyText } = await receiveMessage.execute({
    message: { ...message, messageSid: `SM${'1'.repeat(32)}`, body: formatLinkMessage(code) },
  });
  return { requestId, confirmationNumber: /\b\d{6}\b/.exec(replyText ?? '')?.[0] ?? '' };
}
