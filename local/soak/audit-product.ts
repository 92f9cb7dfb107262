import { isMessage, type ReceivedWebhook } from '../product/received-webhook.ts';
import type { SoakDocuments } from './soak-documents.ts';
import type { AskedMessage } from './traffic.ts';

interface Product {
  readonly asked: readonly AskedMessage[];
  readonly documents: SoakDocuments;
  /** Each message once, in the order of first arrival. */
  readonly received: readonly ReceivedWebhook[];
}

/** Each phone's message has reached the product and is processed, and each user's came in their order. */
export function auditProduct({ asked, documents, received }: Product): readonly string[] {
  const arrived = received.filter(({ content }) => isMessage(content)).map(({ id }) => id);
  return [...missing(asked, documents, new Set(arrived)), ...outOfOrder(arrived, documents)];
}

function missing(
  asked: readonly AskedMessage[],
  { inbound }: SoakDocuments,
  arrived: ReadonlySet<string>,
): readonly string[] {
  return asked.flatMap(({ id, userId }) => {
    const stored = inbound.get(id);
    return [
      ...(arrived.has(id) ? [] : [`lost: ${id} never reached the product`]),
      ...(stored?.state === 'processed' ? [] : [`${id} is ${stored?.state ?? 'not stored'}`]),
      ...(stored === undefined || stored.user_id === userId
        ? []
        : [`${id} is of ${stored.user_id}, not ${userId}`]),
    ];
  });
}

function outOfOrder(arrived: readonly string[], { inbound }: SoakDocuments): readonly string[] {
  const last = new Map<string, number>();
  return arrived.flatMap((id) => {
    const stored = inbound.get(id);
    if (stored === undefined || stored.out_of_order) return [];
    const before = last.get(stored.user_id) ?? 0;
    last.set(stored.user_id, Math.max(before, stored.number));
    return stored.number > before ? [] : [`${id} of ${stored.user_id} came behind a later one`];
  });
}
