import { parseWhatsAppAddress, type WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';
import type { RecordValue, StoredRecord, UserRecords } from '../../domain/operating/user-records.ts';

/** Where the provider's log knows a user: by its own names of messages, and by the person's addresses. */
export interface ProviderTraces {
  readonly messageSids: ReadonlySet<string>;
  readonly addresses: readonly WhatsAppAddress[];
}

type Path = readonly [string, string?];

const MESSAGE_SID = /^(SM|MM)[0-9a-fA-F]{32}$/;
const SIDS: readonly Path[] = [['message_sids'], ['claim', 'message_sid'], ['consent', 'message_sid']];
const ADDRESSES: readonly Path[] = [
  ['whatsapp_number'],
  ['external_user_id'],
  ['claim', 'whatsapp_number'],
  ['claim', 'external_user_id'],
  ['to'],
  ['recipient', 'address'],
];

/**
 * Reads what we have written ourselves, and no text that a person has sent: it may name somebody else's messages and number. So may the
 * claim of a request that was not confirmed.
 */
export function providerTracesOf(records: UserRecords): ProviderTraces {
  const { mappings, receipts, inbound, outbound } = records;
  const requests = records.requests.filter(({ fields }) => fields['state'] === 'confirmed');
  const named = [...mappings, ...requests, ...inbound, ...outbound];
  const sids = [...textsAt(named, SIDS), ...[...receipts, ...inbound].map(({ id }) => id)];
  const addresses = textsAt(named, ADDRESSES).flatMap(addressIn);
  return {
    messageSids: new Set(sids.filter((sid) => MESSAGE_SID.test(sid))),
    addresses: [...new Map(addresses.map((address) => [address.value, address])).values()],
  };
}

function textsAt(records: readonly StoredRecord[], paths: readonly Path[]): readonly string[] {
  const values = records.flatMap(({ fields }) => paths.map((path) => valueAt(fields, path)));
  return values.flatMap((value) => value ?? []).filter((value) => typeof value === 'string');
}

/** A product may have written anything. */
function addressIn(text: string): readonly WhatsAppAddress[] {
  try {
    return [parseWhatsAppAddress(text)];
  } catch {
    return [];
  }
}

function valueAt(fields: StoredRecord['fields'], [name, inner]: Path): RecordValue | undefined {
  const value = fields[name];
  if (inner === undefined) return value;
  return isFields(value) ? value[inner] : undefined;
}

function isFields(value: RecordValue | undefined): value is StoredRecord['fields'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
