import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { MessagingService, SentMessage } from '../../domain/messaging/messaging-service.ts';
import type { OutboundMessage } from '../../domain/messaging/outbound-message.ts';
import { accepted, notFound } from '../../domain/messaging/outbound-transitions.ts';
import { HOUR, type Clock } from '../../domain/shared/clock.ts';

/** Clocks differ, and a record without a time may be ours: only what is clearly older than the message is left out. */
const CLOCK_TOLERANCE = HOUR;
const LARGEST_OWNER_QUERY = 30;

interface SentMessageSearchPorts {
  readonly transactions: LinkingTransactions;
  readonly messaging: MessagingService;
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
    const sent = await messaging.listSent(message.to);
    const candidates = sent.filter((one) => mayBe(message, one)).slice(0, LARGEST_OWNER_QUERY);
    return transactions.run('settle-unknown', (repositories) =>
      this.#store(repositories, message, candidates),
    );
  }

  async #store(
    repositories: LinkingRepositories,
    message: OutboundMessage,
    candidates: readonly SentMessage[],
  ): Promise<OutboundMessage> {
    const [stored, owned] = await Promise.all([
      repositories.outbound.find(message.id),
      repositories.outbound.findOwned(candidates.map((one) => one.messageSid)),
    ]);
    if (stored?.step !== message.step) return stored ?? message;
    const found = candidates.find((one) => !owned.has(one.messageSid));
    const settled =
      found === undefined ? notFound(stored, this.#ports.clock.now()) : accepted(stored, found.messageSid);
    repositories.outbound.save(settled);
    return settled;
  }
}

function mayBe(message: OutboundMessage, sent: SentMessage): boolean {
  const isRecent = sent.sentAt === null || sent.sentAt >= message.createdAt - CLOCK_TOLERANCE;
  return isRecent && sent.body === message.body;
}
