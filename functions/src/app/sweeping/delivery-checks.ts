import type { LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { checked } from '../../domain/messaging/outbound-transitions.ts';
import type { Clock } from '../../domain/shared/clock.ts';

interface DeliveryChecksPorts {
  readonly transactions: LinkingTransactions;
  readonly clock: Clock;
}

/** When Twilio is asked again what became of a message. After the last time the store may erase what it says. */
export class DeliveryChecks {
  readonly #ports: DeliveryChecksPorts;

  constructor(ports: DeliveryChecksPorts) {
    this.#ports = ports;
  }

  /** Goes on to the next check, or ends them where `isSettled`. A check that is not due (any more) stays as it is. */
  async advance(messageId: string, isSettled: boolean): Promise<void> {
    const now = this.#ports.clock.now();
    await this.#ports.transactions.run('advance-check', async ({ outbound }) => {
      const found = await outbound.find(messageId);
      if (found?.kind !== 'valid') return;
      const { message } = found;
      if (message.checkAt === null || message.checkAt > now) return;
      outbound.save(isSettled ? { ...message, checkAt: null } : checked(message, now));
    });
  }
}
