import type { AddressKey, AddressKeys } from '../../domain/linking/address-key.ts';
import type { AddressTraceRepository, MappingTrace } from '../../domain/privacy/address-trace.ts';

/** The mapping of whoever has this address, which may be the person's second one, whatever is wrong with the documents. */
export async function findHolder(
  traces: AddressTraceRepository,
  keys: AddressKeys,
  addressKey: AddressKey,
): Promise<MappingTrace | null> {
  const [own, contact] = await Promise.all([traces.findMapping(addressKey), traces.findContact(addressKey)]);
  const mappingId = contact?.mappingId ?? null;
  if (own !== null || mappingId === null) return own;
  const mapping = await traces.findMapping(mappingId);
  const isNamed = mapping?.addresses.some((address) => keys.keyOf(address) === addressKey) ?? false;
  return isNamed ? mapping : null;
}
