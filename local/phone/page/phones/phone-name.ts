import type { DemoPhone } from '../../page-protocol.ts';

/** Whether the phone is known by a number; of one that has always been hidden, only an id is. */
export function hasNumber({ address }: DemoPhone): boolean {
  return address.startsWith('whatsapp:+');
}

/** `Ada's phone`, `Linus' phone`, or `Hidden number`. */
export function phoneName(phone: DemoPhone): string {
  if (!hasNumber(phone)) return 'Hidden number';
  return `${phone.owner}${phone.owner.endsWith('s') ? "'" : "'s"} phone`;
}
