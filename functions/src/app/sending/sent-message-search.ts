import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { MessagingService, SentMessage } from '../../domain/messaging/messaging-service.ts';
import { partsOf, type OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import { accepted, notFound } from '../../domain/messaging/outbound-transitions.ts';
import { HOUR, type Clock } from '../../domain/shared/clock.ts';
import { mappingOf, type MessageBooks } from './message-books.ts';

/** Clocks differ, and a record without a time may be ours: only what is clearly older than the attempt is left out. */
const CLOCK_TOLERANCE = HOUR;
const LARGEST_OWNER_QUERY = 30;

interface SentMessageSearchPorts {
  readonly transactions: LinkingTransactions;
  readonly messaging: MessagingService;
  readonly books: MessageBooks;
  readonly clock: Clock;
}

/** Settles a message whose outcome is unknown by looking for it among those that Twilio has sent to the person. */
export class SentMessageSearch {
  readonly #ports: SentMessageSearchPorts;

  constructor(ports: SentMessageSearchPorts) {
    this.#ports = ports;
  }

  /** Throws `MessagingUnavailableError`: the look counts only if Twilio answered. */
  async settle(message: OutboundMessage): Promise<OutboundMessage> {
    const { messaging, transactions } = this.#ports;
    const text = lostTextOf(message);
    const sent = message.to === null || text === null ? [] : await messaging.listSent(message.to);
    const candidates = sent.filter((one) => mayBe(message, text, one)).slice(0, LARGEST_OWNER_QUERY);
    return transactions.run('settle-unknown', (repositories) =>
      this.#store(repositories, message, candidates),
    );
  }

  async #store(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    candidates: readonly SentMessage[],
  ): Promise<OutboundMessage> {
    const [found, owned, mapping] = await Promise.all([
      repositories.outbound.find(message.id),
      repositories.outbound.findOwned(candidates.map((one) => one.messageSid)),
      mappingOf(repositories, message),
    ]);
    const stored = found?.kind === 'valid' ? found.message : null;
    if (stored?.step !== message.step) return stored ?? message;
    const now = this.#ports.clock.now();
    const match = candidates.find((one) => !owned.has(one.messageSid));
    const settled = match === undefined ? notFound(stored, now) : accepted(stored, match.messageSid, now);
    this.#ports.books.store(repositories, settled, mapping, now);
    return settled;
  }
}

/** Null for a template: what it says when rendered is not known here. */
function lostTextOf(message: OutboundMessage): string | null {
  const content = partsOf(message)[message.attempts.at(-1)?.part ?? 0];
  return content?.kind === 'text' ? content.body : null;
}

function mayBe(message: OutboundMessage, text: string | null, sent: SentMessage): boolean {
  const startedAt = message.attempts.at(-1)?.startedAt ?? message.createdAt;
  const isRecent = sent.sentAt === null || sent.sentAt >= startedAt - CLOCK_TOLERANCE;
  return isRecent && sent.body === text;
}
