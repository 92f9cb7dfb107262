import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { currentEnvironment } from '../../../src/infra/environment.ts';
import { whatsAppModule } from '../../../src/infra/whatsapp-module.ts';
import { textMessage } from '../../support/text-message.ts';

const PHONE = 'whatsapp:+15551110001';

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
    message: textMessage({ messageSid: `SM${'1'.repeat(32)}`, from: PHONE, body: formatLinkMessage(code) }),
  });
  return { requestId, confirmationNumber: /\b\d{6}\b/.exec(replyText ?? '')?.[0] ?? '' };
}
