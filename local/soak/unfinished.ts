import type { SoakDocuments } from './soak-documents.ts';
import type { AskedMessage } from './traffic/asked-message.ts';

const OPEN_OUTBOUND = new Set(['not taken up', 'queued', 'sending', 'unknown']);
const ENDED_INBOUND = new Set(['processed', 'dead']);

/** Each thing that is not at its end yet, in words. */
export function unfinished(
  { outbound, inbound, events }: SoakDocuments,
  fromPhones: readonly AskedMessage[],
): readonly string[] {
  return [
    ...fromPhones.flatMap(({ id, mustArrive }) =>
      mustArrive && !inbound.has(id) ? [`${id} from a phone is not stored`] : [],
    ),
    ...Array.from(outbound, ([id, { state, check_at: checkAt }]) => {
      if (OPEN_OUTBOUND.has(state)) return [`${id} to a phone is ${state}`];
      return checkAt === null ? [] : [`${id} to a phone waits for a report of its delivery`];
    }).flat(),
    ...Array.from(inbound, ([id, { state }]) =>
      ENDED_INBOUND.has(state) ? [] : [`${id} from a phone is ${state}`],
    ).flat(),
    ...Array.from(events, ([id, { state }]) =>
      state === 'pending' ? [`the event ${id} is pending`] : [],
    ).flat(),
  ];
}

/** What was given up and waits for an operator. */
export function dead({ outbound, inbound, events }: SoakDocuments): readonly string[] {
  const all = [...outbound, ...inbound, ...events];
  return all.flatMap(([id, { state }]) => (state === 'dead' ? [id] : []));
}
