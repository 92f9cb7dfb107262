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

export class SendingPausedError extends MessagingError {
  readonly code = 'sending-paused';

  constructor() {
    super('Sending is paused. The task queue delivers this task again; `admin sending status` says why.');
  }
}

const ADVICE_WITHOUT_MEDIA = {
  'foreign-url':
    'The address is not that of a medium of this Twilio account. Pass it as the message holds it.',
  'unsafe-redirect':
    'Twilio pointed to an address that is not fetched: without encryption, or redirected too often.',
  'error-answer':
    'Twilio did not hand the medium out. After a 404 it is gone, after a 401 check the auth token; else try again.',
  'no-answer': 'The medium did not arrive whole and in time. Try again.',
} as const;

/** A medium that a person sent could not be fetched. `httpStatus` is that of an `error-answer`. */
export class MediaUnavailableError extends MessagingError {
  readonly code = 'media-unavailable';
  readonly reason: keyof typeof ADVICE_WITHOUT_MEDIA;
  readonly httpStatus: number | null;

  constructor(
    reason: keyof typeof ADVICE_WITHOUT_MEDIA,
    { httpStatus = null, ...options }: ErrorOptions & { readonly httpStatus?: number | null } = {},
  ) {
    super(ADVICE_WITHOUT_MEDIA[reason], options);
    this.reason = reason;
    this.httpStatus = httpStatus;
  }
}

export class MediaTooLargeError extends MessagingError {
  readonly code = 'media-too-large';
  readonly maximumBytes: number;

  constructor(maximumBytes: number) {
    super('The medium is larger than it may be. Ask for a smaller one, or raise the limit.');
    this.maximumBytes = maximumBytes;
  }
}
