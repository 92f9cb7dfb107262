import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { RandomSource } from '../../domain/shared/random-source.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';
import { continueAt, type ProcessingTarget } from './continuation.ts';
import { newLeaseToken } from '../shared/lease-token.ts';
import { isClaimed, MessageClaims, type Claim, type NothingToClaim } from './message-claims.ts';
import { MessageSettlement } from './message-settlement.ts';
import { ProcessingTry, type FinishedTry, type ProcessingTryPorts } from './processing-try.ts';

export interface ProcessMessageCommand {
  readonly userId: string;
  /** One message that has left the line; without it, the user's line is drained. */
  readonly messageSid?: string | null;
}

export interface ProcessMessageResult {
  /** Why the run has ended. All but `drained` are taken up again by a task. */
  readonly outcome: NothingToClaim['kind'];
  readonly tries: readonly FinishedTry[];
}

export interface ProcessMessagePorts extends ProcessingTryPorts {
  readonly transactions: LinkingTransactions;
  readonly random: RandomSource;
  readonly tracing: Tracing;
  /** Milliseconds after which a run starts no further message. */
  readonly timeBudget: number;
}

/**
 * Processes one user's messages in the order of their numbers, one at a time, or one message that has left the line. It may be called
 * as often as anybody likes: while one run is at it, others leave at once.
 */
export class ProcessMessageUseCase {
  readonly #ports: ProcessMessagePorts;
  readonly #claims: MessageClaims;
  readonly #try: ProcessingTry;

  constructor(ports: ProcessMessagePorts) {
    this.#ports = ports;
    this.#claims = new MessageClaims(ports);
    this.#try = new ProcessingTry(ports, new MessageSettlement(ports));
  }

  /** Throws `SendQueueUnavailableError` and the errors of `Transactions`: call again, nothing is lost. */
  execute({ userId, messageSid = null }: ProcessMessageCommand): Promise<ProcessMessageResult> {
    const fields = messageSid === null ? {} : { message_sid: messageSid };
    return loggedUseCase(this.#ports, 'process-message', fields, () => this.#drain({ userId, messageSid }));
  }

  async #drain(target: ProcessingTarget): Promise<ProcessMessageResult> {
    const { clock, queue, random, timeBudget, tracing } = this.#ports;
    const token = newLeaseToken(random);
    const deadline = clock.now() + timeBudget;
    const tries: FinishedTry[] = [];
    for (;;) {
      const claim = await this.#claim(target, token, clock.now() >= deadline);
      if (isClaimed(claim)) {
        tracing.follow(claim.message.message.messageSid);
        tries.push(await this.#try.finish(claim));
      } else {
        if (claim.kind !== 'drained') await continueAt(queue, target, claim.kind, claim.until);
        return { outcome: claim.kind, tries };
      }
    }
  }

  #claim({ userId, messageSid }: ProcessingTarget, token: string, isTimeUp: boolean): Promise<Claim> {
    return messageSid === null
      ? this.#claims.nextInLine(userId, token, isTimeUp)
      : this.#claims.outOfLine(messageSid, token, isTimeUp);
  }
}
