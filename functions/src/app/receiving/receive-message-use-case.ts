import type { AddressKeys } from '../../domain/linking/address-key.ts';
import { unknownContact } from '../../domain/linking/contact.ts';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { decideInbound, type InboundDecision } from '../../domain/messaging/inbound-decision.ts';
import { readIntent } from '../../domain/messaging/inbound-intent.ts';
import type { InboundMessage } from '../../domain/messaging/inbound-message.ts';
import { noReply, type PlainReplyKind, type Reply, type ReplyKind } from '../../domain/messaging/reply.ts';
import type { ReplyLanguages } from '../../domain/replies/reply-languages.ts';
import type { ReplyTexts } from '../../domain/messaging/reply-texts.ts';
import type { Clock, Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { AlreadyStoredError } from '../../domain/shared/storage-errors.ts';
import type { ProductEvents } from '../events/product-events.ts';
import type { ClaimLinkUseCase } from '../linking/claim-link-use-case.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import type { AutomaticReplies } from './automatic-replies.ts';
import { endRequestByChat } from './end-request-by-chat.ts';
import { heardFrom } from './heard-from.ts';
import type { CheckedSender, IdentityChange, IdentityCheck } from './identity-check.ts';
import type { OptOut } from './opt-out.ts';
import type { Arrival, Reception } from './reception.ts';
import { addresseeOf, standingOf, type SenderLookup } from './sender-lookup.ts';
import { stillCounts } from './still-counts.ts';
import { storeMessage } from './store-message.ts';
import { unlinkByChat } from './unlink-by-chat.ts';

export interface ReceiveMessageCommand {
  readonly message: InboundMessage;
  /** Set where the webhook never brought the message and the provider's log did. */
  readonly backfilled?: { readonly receivedAt: Instant };
}

export interface ReceiveMessageResult {
  /** `ignored`: it comes too late to mean anything. */
  readonly outcome: InboundDecision['effect'] | 'duplicate' | 'ignored';
  readonly reply: ReplyKind;
  /** Null where nothing is to be said. */
  readonly replyText: string | null;
  /** What was done because the message showed another address of the sender than was known; null where it did not. */
  readonly identity: Exclude<IdentityChange, 'brake-engaged'> | null;
}

interface ReceiveMessagePorts {
  readonly transactions: LinkingTransactions;
  readonly keys: AddressKeys;
  readonly lookup: SenderLookup;
  readonly identityCheck: IdentityCheck;
  readonly replies: AutomaticReplies;
  readonly claimLink: ClaimLinkUseCase;
  readonly optOut: OptOut;
  readonly events: ProductEvents;
  readonly texts: ReplyTexts;
  readonly languages: ReplyLanguages;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Received {
  readonly outcome: ReceiveMessageResult['outcome'];
  readonly reply: Reply;
  readonly identity: IdentityChange | null;
}

/** Receives one WhatsApp message: the row of the decision table that fits is carried out in one transaction. */
export class ReceiveMessageUseCase {
  readonly #ports: ReceiveMessagePorts;

  constructor(ports: ReceiveMessagePorts) {
    this.#ports = ports;
  }

  /** A redelivered command or stored message changes nothing; a command is answered as before. Throws the errors of `Transactions`. */
  execute(command: ReceiveMessageCommand): Promise<ReceiveMessageResult> {
    const fields = { message_sid: command.message.messageSid };
    return loggedUseCase(this.#ports, 'receive-message', fields, async () => {
      const { outcome, reply, identity } = await this.#receive(command);
      this.#logChange(identity, command.message);
      return {
        outcome,
        reply: reply.kind,
        replyText: this.#ports.texts.textOf(reply),
        identity: identity === 'brake-engaged' ? 'braked' : identity,
      };
    });
  }

  async #receive(command: ReceiveMessageCommand): Promise<Received> {
    const { transactions, replies } = this.#ports;
    try {
      return await transactions.run('receive-message', (repositories) =>
        this.#decideAndAct(repositories, command),
      );
    } catch (error) {
      if (!(error instanceof AlreadyStoredError)) throw error;
      const reply = await transactions.run('repeat-reply', (repositories) =>
        replies.repeat(repositories, command.message),
      );
      return { outcome: 'duplicate', reply, identity: null };
    }
  }

  async #decideAndAct(
    repositories: LinkingRepositories,
    { message, backfilled }: ReceiveMessageCommand,
  ): Promise<Received> {
    const now = backfilled?.receivedAt ?? this.#ports.clock.now();
    const intent = readIntent(message);
    const arrival = { repositories, message, intent, now };
    const { records, change: identity } = await this.#check(arrival);
    const decision = decideInbound(standingOf(records, now), intent);
    const contact = records.contact ?? unknownContact(records.addressKey);
    const isLate = backfilled !== undefined;
    const language = this.#ports.languages.languageFor(addresseeOf(records, message));
    const reception: Reception = { ...records, ...arrival, contact, language, backfilled: isLate };
    if (isLate && !(await stillCounts(reception, decision)))
      return { outcome: 'ignored', reply: noReply, identity };
    return { outcome: decision.effect, reply: await this.#act(reception, decision), identity };
  }

  async #check(arrival: Arrival): Promise<CheckedSender> {
    const { lookup, identityCheck } = this.#ports;
    const { repositories, message, intent } = arrival;
    return identityCheck.check(arrival, await lookup.find(repositories, message.sender, intent));
  }

  /** Once it is stored: a transaction may run more than once. */
  #logChange(change: IdentityChange | null, { messageSid: message_sid }: InboundMessage): void {
    const { logger } = this.#ports;
    if (change === 'brake-engaged') logger.error('identity-brake-engaged', { message_sid });
    else if (change !== null) logger.info('identity-checked', { outcome: change, message_sid });
  }

  #act(reception: Reception, decision: InboundDecision): Promise<Reply> {
    const { replies, optOut, claimLink } = this.#ports;
    switch (decision.effect) {
      case 'claim':
        return claimLink.execute({ reception, code: decision.code });
      case 'end-request':
        return endRequestByChat(reception, replies);
      case 'unlink':
        return unlinkByChat(reception, this.#ports);
      case 'opt-out':
        return optOut.change(reception, true);
      case 'opt-in':
        return optOut.change(reception, false);
      case 'record-provider-opt-out':
        return decision.optedOut === null
          ? Promise.resolve(noReply)
          : optOut.recordSilently(reception, decision.optedOut);
      case 'store':
        return reception.mapping === null
          ? Promise.resolve(noReply)
          : storeMessage(reception, reception.mapping, replies);
      case 'count':
        return this.#count(reception, decision.reply);
    }
  }

  /** A command of a linked person opens the service window as any other message does. */
  async #count(reception: Reception, reply: PlainReplyKind): Promise<Reply> {
    const { repositories, mapping, now } = reception;
    const given = await this.#ports.replies.giveAlone(reception, reply);
    if (mapping?.state === 'active' && given.kind !== 'none') {
      repositories.mappings.save(heardFrom(mapping, now));
    }
    return given;
  }
}
