import type { Evidence } from './evidence.ts';

/** An address belongs to one mapping at most, as the first or the second one, and so does a user. */
export function oneMappingEach({ documents }: Evidence): readonly string[] {
  const claims = Array.from(documents.mappings, ([id, mapping]) => {
    const addresses = new Set([mapping.whatsapp_number, mapping.external_user_id]);
    const holders = [`the user ${mapping.user_id}`, ...[...addresses].filter((address) => address !== null)];
    return holders.map((holder) => ({ id, holder }));
  }).flat();
  return [...Map.groupBy(claims, ({ holder }) => holder)].flatMap(([holder, { length }]) =>
    length > 1 ? [`${holder} has ${length} mappings`] : [],
  );
}
