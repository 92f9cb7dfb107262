import type { DemoPhone } from '../../page-protocol.ts';

/** Whether WhatsApp shows businesses an id in place of this phone's number. */
export function isHidden({ address }: DemoPhone): boolean {
  return !address.startsWith('whatsapp:+');
}

/** `Ada's phone`, `Linus' phone`, or `Hidden number`. */
export function phoneName(phone: DemoPhone): string {
  if (isHidden(phone)) return 'Hidden number';
  return `${phone.owner}${phone.owner.endsWith('s') ? "'" : "'s"} phone`;
}
