import { parseLinkMessage, type LinkCode } from '../linking/link-code.ts';
import type { InboundMessage } from './inbound-message.ts';

/** What a message asks for, read from its whole text. */
export type InboundIntent =
  | { readonly kind: 'provider-opt-out'; readonly type: 'STOP' | 'START' | 'HELP' }
  | { readonly kind: 'link'; readonly code: LinkCode }
  | { readonly kind: 'stop' | 'start' | 'help' | 'status' | 'unlink' | 'no' | 'ordinary' };

/**
 * CANCEL and YES are left out although Twilio counts them for SMS: over WhatsApp people cancel appointments and agree to things
 * with them. https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
 */
const KEYWORDS = new Map<string, 'stop' | 'start' | 'help' | 'status' | 'unlink' | 'no'>([
  ...(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'BAJA', 'PARAR'] as const).map(
    (word) => [word, 'stop'] as const,
  ),
  ...(['START', 'UNSTOP', 'ALTA'] as const).map((word) => [word, 'start'] as const),
  ...(['HELP', 'INFO', 'AYUDA'] as const).map((word) => [word, 'help'] as const),
  ['STATUS', 'status'],
  ['UNLINK', 'unlink'],
  ['NO', 'no'],
]);

export function readIntent(message: Pick<InboundMessage, 'body' | 'optOutType'>): InboundIntent {
  if (message.optOutType !== null) return { kind: 'provider-opt-out', type: message.optOutType };
  const code = parseLinkMessage(message.body);
  if (code !== null) return { kind: 'link', code };
  return { kind: KEYWORDS.get(foldKeyword(message.body)) ?? 'ordinary' };
}

/** Forgives case, accents, width, invisible marks and a final full stop. */
function foldKeyword(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mark}\p{Format}]/gu, '')
    .trim()
    .replace(/(?<!\s)\s*[.!]+$/, '')
    .toUpperCase();
}
