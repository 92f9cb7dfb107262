import { DomainError } from './domain-error.ts';

export class ContentionError extends DomainError {
  readonly code = 'contention';

  constructor(options?: ErrorOptions) {
    super('Several requests changed the same link at once. Try again in a moment.', options);
  }
}

export class StorageUnavailableError extends DomainError {
  readonly code = 'storage-unavailable';

  constructor(options?: ErrorOptions) {
    super('The database did not answer. Try again: repeating the request is safe.', options);
  }
}

/** `create` met a document that exists: somebody has done this already. */
export class AlreadyStoredError extends DomainError {
  readonly code = 'already-stored';

  constructor(options?: ErrorOptions) {
    super('This has been stored already: read what is stored instead of creating it again.', options);
  }
}
