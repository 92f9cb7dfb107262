import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import type { OutboxLane } from '../../domain/messaging/outbox-lane.ts';
import { partToSend, type OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import { ended, leased, postponed } from '../../domain/messaging/outbound-transitions.ts';
import { serviceWindowEnd } from '../../domain/messaging/service-window.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { MessageBooks } from './message-books.ts';
import type { Claim } from './message-claim.ts';
import { hasNewBefore, waitOf, withoutLost, type Wait } from './message-line.ts';
import { routeOf, suppressionAdvice, type Route } from './recipient-route.ts';

type OpenRoute = Extract<Route, { kind: 'open' }>;

const WINDOW_ADVICE =
  'The person wrote more than 24 hours ago, so WhatsApp takes an approved template only: send one, or give a fallback_template.';

/** What a queued message does when its time has come: it is sent, waits for its turn, or ends here. */
export class MessageTurn {
  readonly #books: MessageBooks;
  readonly #reproofAfter: number | null;

  constructor(ports: { readonly books: MessageBooks; readonly reproofAfter: number | null }) {
    this.#books = ports.books;
    this.#reproofAfter = ports.reproofAfter;
  }

  async take(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    leaseToken: string,
    now: Instant,
  ): Promise<Claim> {
    // messages before the mapping: senders that lock in another order would wait for each other
    const isBehindNew = await hasNewBefore(repositories, message);
    const route = await routeOf(repositories, message, { reproofAfter: this.#reproofAfter, now });
    const lane: OutboxLane = await withoutLost(repositories, route.mapping?.outbox ?? [], message, now);
    const routed = onItsRoute(message, route, now);
    const wait =
      routed.state === 'queued'
        ? await waitOf(repositories, { message: routed, lane, isBehindNew }, now)
        : null;
    const decided = turnOf(routed, wait, { leaseToken, now });
    const mapping = route.mapping && { ...route.mapping, outbox: lane };
    this.#books.store(repositories, decided, mapping, now);
    return decided.state === 'sending'
      ? { todo: 'send', message: decided, mapping, lane }
      : { todo: 'wait', message: decided, lane };
  }
}

/** Ended where it has nowhere to go any more. */
function onItsRoute(message: OutboundMessage, route: Route, now: Instant): OutboundMessage {
  if (message.expiresAt !== null && message.expiresAt <= now) return tooLate(message);
  if (route.kind === 'suppressed')
    return ended(message, 'suppressed', route.reason, suppressionAdvice[route.reason]);
  return withinWindow({ ...message, to: route.to, addressKey: route.addressKey }, route, now);
}

function turnOf(
  message: OutboundMessage,
  wait: Wait | null,
  { leaseToken, now }: { readonly leaseToken: string; readonly now: Instant },
): OutboundMessage {
  if (message.state !== 'queued') return message;
  return wait === null ? leased(message, now, leaseToken) : postponed(message, wait.until, wait.reason);
}

/** What may have been delivered already must not be called expired. */
function tooLate(message: OutboundMessage): OutboundMessage {
  return message.possibleDuplicate
    ? ended(message, 'dead', 'outcome-unknown')
    : ended(message, 'expired', 'expired');
}

/** Outside the service window the template goes, as long as nothing of the text has gone. */
function withinWindow(message: OutboundMessage, { mapping }: OpenRoute, now: Instant): OutboundMessage {
  const isFreeText = message.content.kind === 'text' && !message.usesFallback;
  const isToUser = message.recipient.kind === 'linked-user' && mapping !== null;
  if (!isFreeText || !isToUser || serviceWindowEnd(mapping.lastInboundAt) > now) return message;
  const isUntouched = partToSend(message) === 0;
  if (message.fallbackTemplate !== null && isUntouched) return { ...message, usesFallback: true };
  return ended(message, 'failed', 'outside-service-window', WINDOW_ADVICE);
}
