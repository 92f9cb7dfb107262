import type { RecordValue } from '../../../functions/src/domain/operating/user-records.ts';
import {
  maskWhatsAppAddress,
  type WhatsAppAddress,
} from '../../../functions/src/domain/linking/whatsapp-address.ts';

const HIDDEN = '•••';

/** Fields of stored documents that hold nothing of a person; what is not listed here is hidden. */
const HARMLESS = new Set([
  'state',
  'status',
  'kind',
  'type',
  'reason',
  'failure_reason',
  'advice',
  'problems',
  'outcome',
  'content',
  'step',
  'part',
  'parts',
  'attempts',
  'attempt',
  'checks',
  'looks',
  'rank',
  'number',
  'tries_from',
  'schema_version',
  'provider_code',
  'next_message_number',
  'failed_deliveries',
  'wrong_confirmations',
  'link_id',
  'request_id',
  'message_id',
  'message_sid',
  'message_sids',
  'content_sid',
  'content_type',
  'masked_number',
  'masked_account',
  'user_id',
  'mapping_id',
  'address_key',
  'forwarded',
  'media_count',
]);
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Numbers, names and texts are shown only to an operator who asks for them. */
export class Privacy {
  readonly #isRevealed: boolean;

  constructor({ reveal }: { readonly reveal: boolean }) {
    this.#isRevealed = reveal;
  }

  number(address: WhatsAppAddress | null): string | null {
    if (address === null) return null;
    return this.#isRevealed ? address.value.slice('whatsapp:'.length) : maskWhatsAppAddress(address);
  }

  text(text: string | null): string | null {
    return text === null || this.#isRevealed ? text : HIDDEN;
  }

  /** Of stored documents, whatever fields they have. */
  fields(fields: { readonly [name: string]: RecordValue }): { readonly [name: string]: RecordValue } {
    return this.#isRevealed ? fields : hideFields(fields);
  }
}

function hideFields(fields: { readonly [name: string]: RecordValue }): {
  readonly [name: string]: RecordValue;
} {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, hideValue(value, HARMLESS.has(name))]),
  );
}

function hideValue(value: RecordValue, isHarmless: boolean): RecordValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return isHarmless || TIME.test(value) ? value : HIDDEN;
  if (typeof value === 'number') return isHarmless ? value : HIDDEN;
  return isArray(value) ? value.map((entry) => hideValue(entry, isHarmless)) : hideFields(value);
}

function isArray(value: object): value is readonly RecordValue[] {
  return Array.isArray(value);
}
