import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { SendingPausedError } from '../../domain/messaging/messaging-errors.ts';
import type { SendingPause } from '../../domain/messaging/sending-pause.ts';
import { MINUTE, SECOND, type Clock, type Instant } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';

interface SendingPausesPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long an instance believes what it has read: one read for all messages of that time. */
const BELIEVED_FOR = 15 * SECOND;
/** How often one message may try whether the sender works again. */
export const PROBE_INTERVAL = 5 * MINUTE;

const OPERATOR = 'operator';

/** Whether anything may be sent at all. Errors of our own configuration pause sending; a message that gets through ends the pause. */
export class SendingPauses {
  readonly #ports: SendingPausesPorts;
  #known: { readonly pause: SendingPause | null; readonly readAt: Instant } | null = null;

  constructor(ports: SendingPausesPorts) {
    this.#ports = ports;
  }

  /** `probe` where this call is the one that may try during a pause. Throws `SendingPausedError`. */
  async admit(): Promise<'send' | 'probe'> {
    const now = this.#ports.clock.now();
    const pause = await this.#believed(now);
    if (pause === null) return 'send';
    if (pause.probeAt !== null && pause.probeAt <= now && (await this.#takeProbe(now))) return 'probe';
    throw new SendingPausedError();
  }

  status(): Promise<SendingPause | null> {
    return this.#ports.transactions.run('read-sending-pause', ({ sendingPause }) => sendingPause.find());
  }

  /** Only an operator's `resume` ends it. */
  async pauseByOperator(): Promise<void> {
    await this.#save({ reason: OPERATOR, providerCode: null, advice: null }, null);
  }

  async pause(cause: Pick<SendingPause, 'reason' | 'providerCode' | 'advice'>): Promise<void> {
    this.#ports.logger.error('sending-paused', {
      reason: cause.reason,
      ...(cause.providerCode !== null && { provider_code: cause.providerCode }),
    });
    await this.#save(cause, this.#ports.clock.now() + PROBE_INTERVAL);
  }

  /** By an operator, whatever the reason of the pause. */
  async resume(): Promise<void> {
    await this.#change('resume-sending', () => null);
    this.#ports.logger.warn('sending-resumed');
  }

  /** A probe got through: an operator who has paused meanwhile has the last word. */
  async probeSucceeded(): Promise<void> {
    const standing = await this.#change('resume-sending', (pause) => (isByOperator(pause) ? pause : null));
    if (standing === null) this.#ports.logger.warn('sending-resumed');
  }

  /** The message that was to be the probe had nothing to send: the next one may try. */
  async probeUnused(): Promise<void> {
    const now = this.#ports.clock.now();
    await this.#change('return-probe', (pause) =>
      isByOperator(pause) ? pause : pause && { ...pause, probeAt: now },
    );
  }

  /** A pause that stands keeps its beginning, and an operator's stays the operator's. */
  async #save(
    cause: Pick<SendingPause, 'reason' | 'providerCode' | 'advice'>,
    probeAt: Instant | null,
  ): Promise<void> {
    const now = this.#ports.clock.now();
    await this.#change('pause-sending', (pause) =>
      isByOperator(pause) ? pause : { ...cause, since: pause?.since ?? now, probeAt },
    );
  }

  async #change(
    operation: string,
    change: (standing: SendingPause | null) => SendingPause | null,
  ): Promise<SendingPause | null> {
    const changed = await this.#ports.transactions.run(operation, async ({ sendingPause }) => {
      const standing = await sendingPause.find();
      const next = change(standing);
      if (next !== standing) sendingPause.save(next);
      return next;
    });
    this.#known = null;
    return changed;
  }

  async #believed(now: Instant): Promise<SendingPause | null> {
    if (this.#known === null || now - this.#known.readAt >= BELIEVED_FOR) {
      this.#known = { pause: await this.status(), readAt: now };
    }
    return this.#known.pause;
  }

  /** One of all instances gets it. */
  async #takeProbe(now: Instant): Promise<boolean> {
    this.#known = null;
    return this.#ports.transactions.run('probe-sending', async ({ sendingPause }) => {
      const pause = await sendingPause.find();
      if (pause === null) return true;
      if (pause.probeAt === null || pause.probeAt > now) return false;
      sendingPause.save({ ...pause, probeAt: now + PROBE_INTERVAL });
      return true;
    });
  }
}

function isByOperator(pause: SendingPause | null): boolean {
  return pause?.reason === OPERATOR;
}
