import type { DeliveryReport, DeliveryReports } from '../../domain/messaging/delivery-status.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export type RecordDeliveryCommand = Omit<DeliveryReport, 'reportedAt'>;

export interface RecordDeliveryResult {
  readonly outcome: 'recorded' | 'unknown-message';
}

interface RecordDeliveryPorts {
  readonly reports: DeliveryReports;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Records what Twilio reports of a message we sent. Order and repetition of reports do not matter. */
export class RecordDeliveryUseCase {
  readonly #ports: RecordDeliveryPorts;

  constructor(ports: RecordDeliveryPorts) {
    this.#ports = ports;
  }

  /** Throws `StorageUnavailableError`. */
  execute(command: RecordDeliveryCommand): Promise<RecordDeliveryResult> {
    const fields = { message_id: command.messageId, state: command.state };
    return loggedUseCase(this.#ports, 'record-delivery', fields, async () => ({
      outcome: await this.#ports.reports.record({ ...command, reportedAt: this.#ports.clock.now() }),
    }));
  }
}
