import { describe, expect, it } from 'vitest';
import * as linkingErrors from '../../../src/domain/linking/linking-errors.ts';
import { UserMappingError } from '../../../src/domain/linking/user-mapping-error.ts';
import * as messagingErrors from '../../../src/domain/messaging/messaging-errors.ts';
import * as privacyErrors from '../../../src/domain/privacy/privacy-errors.ts';
import { DomainError } from '../../../src/domain/shared/domain-error.ts';
import * as storageErrors from '../../../src/domain/shared/storage-errors.ts';

const RETRY_AT = 1_800_000_000_000;
const { MessagingError, ...concreteMessagingErrors } = messagingErrors;

/** Apps and operators key on the codes: a line here changes only together with everybody who reads it. */
const table = [
  [new linkingErrors.InvalidWhatsAppNumberError(), 'InvalidWhatsAppNumberError', 'invalid-whatsapp-number'],
  [new linkingErrors.UserNotFoundError(), 'UserNotFoundError', 'user-not-found'],
  [new linkingErrors.NumberAlreadyLinkedError(), 'NumberAlreadyLinkedError', 'number-already-linked'],
  [new linkingErrors.LinkCodeInvalidError(), 'LinkCodeInvalidError', 'link-code-invalid'],
  [new linkingErrors.LinkCodeExpiredError(), 'LinkCodeExpiredError', 'link-code-expired'],
  [new linkingErrors.LinkRequestNotClaimedError(), 'LinkRequestNotClaimedError', 'link-request-not-claimed'],
  [
    new linkingErrors.ConfirmationNumberWrongError(4),
    'ConfirmationNumberWrongError',
    'confirmation-number-wrong',
  ],
  [new linkingErrors.TooManyAttemptsError(), 'TooManyAttemptsError', 'too-many-attempts'],
  [
    new linkingErrors.TooManyLinkRequestsError(RETRY_AT),
    'TooManyLinkRequestsError',
    'too-many-link-requests',
  ],
  [new linkingErrors.RecentSignInRequiredError(), 'RecentSignInRequiredError', 'recent-sign-in-required'],
  [new linkingErrors.AnonymousUserError(), 'AnonymousUserError', 'anonymous-user'],
  [
    new messagingErrors.MessagingUnavailableError(63038),
    'MessagingUnavailableError',
    'messaging-unavailable',
  ],
  [new messagingErrors.SendQueueUnavailableError(), 'SendQueueUnavailableError', 'send-queue-unavailable'],
  [
    new messagingErrors.OutboundMessageNotFoundError(),
    'OutboundMessageNotFoundError',
    'outbound-message-not-found',
  ],
  [new messagingErrors.MessageNotDueError(), 'MessageNotDueError', 'message-not-due'],
  [new messagingErrors.SendingPausedError(), 'SendingPausedError', 'sending-paused'],
  [new messagingErrors.MediaUnavailableError('no-answer'), 'MediaUnavailableError', 'media-unavailable'],
  [new messagingErrors.MediaTooLargeError(1_000), 'MediaTooLargeError', 'media-too-large'],
  [new privacyErrors.AccountErasedError(), 'AccountErasedError', 'account-erased'],
  [new privacyErrors.TooManyExportsError(RETRY_AT), 'TooManyExportsError', 'too-many-exports'],
  [new storageErrors.ContentionError(), 'ContentionError', 'contention'],
  [new storageErrors.StorageUnavailableError(), 'StorageUnavailableError', 'storage-unavailable'],
  [new storageErrors.AlreadyStoredError(), 'AlreadyStoredError', 'already-stored'],
] as const;

const rows = table.map(([error, name, code]) => ({ error, name, code }));

describe('domain errors', () => {
  it('are all in this table', () => {
    const declared = [linkingErrors, concreteMessagingErrors, privacyErrors, storageErrors].flatMap(
      (module) => Object.keys(module),
    );
    expect(rows.map(({ name }) => name).toSorted()).toStrictEqual(declared.toSorted());
  });

  it.each(rows)('$name has the code "$code"', ({ error, name, code }) => {
    expect(error).toBeInstanceOf(DomainError);
    expect(error.name).toBe(name);
    expect(error.code).toBe(code);
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('have codes of their own', () => {
    expect(new Set(rows.map(({ error }) => error.code)).size).toBe(rows.length);
  });

  it('can be told apart by their base', () => {
    const basesOf = (module: object) =>
      rows
        .filter(({ name }) => name in module)
        .map(({ error }) => [error instanceof UserMappingError, error instanceof MessagingError].join());
    expect(new Set(basesOf(linkingErrors))).toStrictEqual(new Set(['true,false']));
    expect(new Set(basesOf(messagingErrors))).toStrictEqual(new Set(['false,true']));
    expect(new Set(basesOf(storageErrors))).toStrictEqual(new Set(['false,false']));
  });

  it.each(rows)('$name says in whole sentences what is wrong and what to do', ({ error }) => {
    expect(error.message).toMatch(/^[A-Z][^]*\.$/);
    expect(error.message.split(/[.:;,] /).length).toBeGreaterThan(1);
  });

  it.each(rows)('$name holds no data', ({ error }) => {
    expect(error.message.replace('E.164', '')).not.toMatch(/\d|undefined|null|\[object/);
  });

  it('keep the data they carry beside the message', () => {
    expect(new linkingErrors.ConfirmationNumberWrongError(4).remainingAttempts).toBe(4);
    expect(new linkingErrors.TooManyLinkRequestsError(RETRY_AT).retryAt).toBe(RETRY_AT);
    expect(new messagingErrors.MessagingUnavailableError(63038).providerCode).toBe(63038);
  });

  it('keep their cause for the log', () => {
    const cause = new Error('cause');
    const { AlreadyStoredError, ContentionError, StorageUnavailableError } = storageErrors;
    const causes = [AlreadyStoredError, ContentionError, StorageUnavailableError].map(
      (StorageError) => new StorageError({ cause }).cause,
    );
    expect(causes).toStrictEqual([cause, cause, cause]);
    expect(new messagingErrors.SendQueueUnavailableError({ cause }).cause).toBe(cause);
  });
});
