import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import { withEntry, withoutEntry, type LaneEntry } from '../../domain/messaging/outbox-lane.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { MessageEvents } from './message-events.ts';

/** Stores a message together with all that must agree with it: its person's lane, and the event that tells of its end. */
export class MessageBooks {
  readonly #events: MessageEvents;

  constructor(ports: { readonly events: MessageEvents }) {
    this.#events = ports.events;
  }

  /** `mapping` is the person's, null where nobody is linked; it is saved where its lane or `change` changes it. */
  store(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    mapping: UserMapping | null,
    now: Instant,
    change: (mapping: UserMapping) => UserMapping = (unchanged) => unchanged,
  ): void {
    repositories.outbound.save(message);
    this.#events.ended(repositories, message, now);
    if (mapping === null) return;
    const changed = change(withLaneOf(mapping, message));
    if (changed !== mapping) repositories.mappings.save(changed);
  }
}

/** The mapping of the person to whom the message last went. */
export async function mappingOf(
  repositories: LinkingRepositories,
  { addressKey }: OutboundMessage,
): Promise<UserMapping | null> {
  return addressKey === null ? null : repositories.mappings.findByAddress(addressKey);
}

function withLaneOf(mapping: UserMapping, message: OutboundMessage): UserMapping {
  const entry = entryOf(message);
  if (entry !== null) return { ...mapping, outbox: withEntry(mapping.outbox, entry) };
  const isKnown = mapping.outbox.some(({ messageId }) => messageId === message.id);
  return isKnown ? { ...mapping, outbox: withoutEntry(mapping.outbox, message.id) } : mapping;
}

function entryOf(message: OutboundMessage): LaneEntry | null {
  const { id: messageId, createdAt, step, state, nextAt } = message;
  if (nextAt === null) return null;
  if (state === 'sending' || state === 'unknown') return { messageId, createdAt, step, state, nextAt };
  return state === 'queued' ? { messageId, createdAt, step, state: 'waiting', nextAt } : null;
}
