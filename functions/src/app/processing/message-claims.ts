import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import type { InboundLane, StoredInboundMessage } from '../../domain/messaging/inbound-message-repository.ts';
import { MINUTE, type Clock, type Instant } from '../../domain/shared/clock.ts';
import { started, type Lease } from '../../domain/messaging/inbound-transitions.ts';

/** Milliseconds. Longer than any processor takes for one message. */
const PROCESSING_LEASE = MINUTE;

/** A message that is this run's to deal with. `abandoned`: the run that tried it last has died. */
export interface ClaimedMessage {
  readonly kind: 'started' | 'abandoned';
  readonly message: StoredInboundMessage;
}

/** Nothing is to be done now. `until` is when to look again. */
export type NothingToClaim =
  | { readonly kind: 'drained' }
  | { readonly kind: 'waiting' | 'busy' | 'handed-over'; readonly until: Instant };

export type Claim = ClaimedMessage | NothingToClaim;

interface MessageClaimsPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
}

/**
 * Leases messages to one run at a time. A lane belongs to the run whose token it holds, until its time; so does a message that has left
 * the line. A claim that is repeated because its acknowledgement was lost finds its own token and changes nothing.
 */
export class MessageClaims {
  readonly #ports: MessageClaimsPorts;

  constructor(ports: MessageClaimsPorts) {
    this.#ports = ports;
  }

  /**
   * The user's first message. The lane is released in the transaction that sees nothing to do: whoever stores a message later finds it
   * free. `isTimeUp` releases it in any case.
   */
  nextInLine(userId: string, token: string, isTimeUp: boolean): Promise<Claim> {
    return this.#ports.transactions.run('claim-inbound', async (repositories) => {
      const [lane, first] = await Promise.all([
        repositories.inboundLanes.find(userId),
        repositories.inbound.findFirstInLine(userId),
      ]);
      const lease = this.#newLease(token);
      const busyUntil = heldByAnother(lane, token, this.#ports.clock.now());
      if (busyUntil !== null) return { kind: 'busy', until: busyUntil };
      const claim = this.#claimFirst(repositories, first, lease, isTimeUp);
      saveLane(repositories, userId, lane, isClaimed(claim) ? lease : null);
      return claim;
    });
  }

  /** One message that has left the line. */
  outOfLine(messageSid: string, token: string, isTimeUp: boolean): Promise<Claim> {
    return this.#ports.transactions.run('claim-inbound-alone', async (repositories) => {
      const message = await repositories.inbound.find(messageSid);
      if (message === null || message.inLine) return { kind: 'drained' };
      const { state, leaseToken, nextAt } = message;
      const isLive = nextAt !== null && nextAt > this.#ports.clock.now();
      if (state === 'processing' && leaseToken !== token && isLive) return { kind: 'busy', until: nextAt };
      return this.#claimFirst(repositories, message, this.#newLease(token), isTimeUp);
    });
  }

  #newLease(token: string): Lease {
    return { token, until: this.#ports.clock.now() + PROCESSING_LEASE };
  }

  #claimFirst(
    { inbound }: LinkingRepositories,
    message: StoredInboundMessage | null,
    lease: Lease,
    isTimeUp: boolean,
  ): Claim {
    const now = this.#ports.clock.now();
    if (message === null || message.state === 'processed' || message.state === 'dead') {
      return { kind: 'drained' };
    }
    if (message.state === 'waiting' && message.nextAt !== null && message.nextAt > now) {
      return { kind: 'waiting', until: message.nextAt };
    }
    if (isTimeUp) return { kind: 'handed-over', until: now };
    if (message.state === 'processing') {
      return { kind: message.leaseToken === lease.token ? 'started' : 'abandoned', message };
    }
    const claimed = started(message, lease, now);
    inbound.save(claimed);
    return { kind: 'started', message: claimed };
  }
}

export function isClaimed(claim: Claim): claim is ClaimedMessage {
  return claim.kind === 'started' || claim.kind === 'abandoned';
}

function heldByAnother(lane: InboundLane | null, token: string, now: Instant): Instant | null {
  if (lane === null || lane.leaseToken === token || lane.leaseUntil === null) return null;
  return lane.leaseUntil > now ? lane.leaseUntil : null;
}

function saveLane(
  { inboundLanes }: LinkingRepositories,
  userId: string,
  lane: InboundLane | null,
  lease: Lease | null,
): void {
  if (lease !== null) inboundLanes.save({ userId, leaseToken: lease.token, leaseUntil: lease.until });
  else if (lane !== null) inboundLanes.save({ userId, leaseToken: null, leaseUntil: null });
}
