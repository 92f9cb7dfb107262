import { DomainError } from '../shared/domain-error.ts';

/** Base of everything that can be wrong with sending or receiving messages. */
export abstract class MessagingError extends DomainError {}

export class MessagingUnavailableError extends MessagingError {
  readonly code = 'messaging-unavailable';
  readonly providerCode: number | null;

  constructor(providerCode: number | null = null, options?: ErrorOptions) {
    super(
      'Twilio did not answer as expected. Try again; if it goes on, check the account and its auth token.',
      options,
    );
    this.providerCode = providerCode;
  }
}

export class SendQueueUnavailableError extends MessagingError {
  readonly code = 'send-queue-unavailable';

  constructor(options?: ErrorOptions) {
    super('The task queue did not take the message. The event is delivered again and repeats this.', options);
  }
}

export class OutboundMessageNotFoundError extends MessagingError {
  readonly code = 'outbound-message-not-found';

  constructor() {
    super(
      'The outbox has no such message: it was deleted or has expired. Add it again if it is still wanted.',
    );
  }
}

export class MessageNotDueError extends MessagingError {
  readonly code = 'message-not-due';

  constructor() {
    super('The message is not due yet. The task queue delivers this task again.');
  }
}
