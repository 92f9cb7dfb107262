import { z } from 'zod';
import { SECOND } from '../../domain/shared/clock.ts';
import { languageOfTag } from '../../domain/shared/language.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { tokenIssuedAt } from './token-issued-at.ts';
import { userCallable, type SignedInAuth } from './user-callable.ts';

/** A tag such as "pt-BR", as `navigator.language` gives it: https://www.rfc-editor.org/info/bcp47 */
const LOCALE = /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/;
const LONGEST_LOCALE = 64;

/** Opens a link request: what the app shows so that its user can send the code from WhatsApp. */
export const startLink = userCallable({
  name: 'startLink',
  step: 'start',
  schema: z.object({
    locale: z.string().max(LONGEST_LOCALE).regex(LOCALE, 'is not a language tag such as pt-BR').optional(),
  }),
  async execute(module, auth, { locale }) {
    const { sender } = module.config.twilio;
    if (sender === null) throw new ConfigurationError(['TWILIO_SENDER is missing: deep links need it.']);
    const { linkInvitation } = await import('./link-invitation.ts');
    const started = await module.startLink.execute({
      ...commandFrom(auth),
      language: locale === undefined ? null : languageOfTag(locale),
    });
    module.metrics.increment('link.outcomes', { step: 'start', outcome: started.outcome });
    return {
      requestId: started.requestId,
      ...linkInvitation({ sender, code: started.code }),
      expiresAt: new Date(started.expiresAt).toISOString(),
    };
  },
});

function commandFrom({ uid, token }: SignedInAuth) {
  return {
    user: {
      userId: uid,
      isAnonymous: token.firebase?.sign_in_provider === 'anonymous',
      signedInAt: Number.isFinite(token.auth_time) ? token.auth_time * SECOND : null,
    },
    identity: {
      verifiedEmail: token.email_verified === true ? (token.email ?? null) : null,
      phoneNumber: token.phone_number ?? null,
    },
    tokenIssuedAt: tokenIssuedAt(token),
  };
}
