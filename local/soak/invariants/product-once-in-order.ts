import { isMessage } from '../../product/received-webhook.ts';
import type { Evidence } from './evidence.ts';

/** Each linked phone's message has reached the product and is processed, and each user's came in their order. */
export function productOnceInOrder(evidence: Evidence): readonly string[] {
  const arrived = evidence.received.filter(({ content }) => isMessage(content)).map(({ id }) => id);
  return [...missing(evidence, new Set(arrived)), ...outOfOrder(evidence, arrived)];
}

function missing(
  { fromPhones, documents: { inbound } }: Evidence,
  arrived: ReadonlySet<string>,
): readonly string[] {
  return fromPhones.flatMap(({ id, userId, mustArrive }) => {
    const stored = inbound.get(id);
    if (stored === undefined) return mustArrive ? [`lost: ${id} is not stored`] : [];
    return [
      ...(arrived.has(id) ? [] : [`lost: ${id} never reached the product`]),
      ...(stored.state === 'processed' ? [] : [`${id} is ${stored.state}`]),
      ...(mustArrive && stored.user_id !== userId ? [`${id} is of ${stored.user_id}, not ${userId}`] : []),
    ];
  });
}

function outOfOrder({ documents: { inbound } }: Evidence, arrived: readonly string[]): readonly string[] {
  const last = new Map<string, number>();
  return arrived.flatMap((id) => {
    const stored = inbound.get(id);
    if (stored === undefined || stored.out_of_order) return [];
    const before = last.get(stored.user_id) ?? 0;
    last.set(stored.user_id, Math.max(before, stored.number));
    return stored.number > before ? [] : [`${id} of ${stored.user_id} came behind a later one`];
  });
}
