import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkCodeExpiredError } from '../../../src/domain/linking/linking-errors.ts';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { describeError } from '../../../src/infra/logging/describe-error.ts';
import { capturedLogger } from './captured-logger.ts';

const secrets = fc.constantFrom(
  '+4915112345678',
  'whatsapp:US.13491208655302741918',
  'Ada Lovelace',
  'LINK ABCD-1234',
  'AC0123456789abcdef0123456789abcdef:auth-token',
);

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

describe('an error in the log', () => {
  it('keeps its class, its code and where it was thrown', () => {
    const error = Object.assign(new TypeError('fetch of +4915112345678 failed'), { code: 'ECONNRESET' });

    expect(describeError(error)).toStrictEqual({
      error_name: 'TypeError',
      error_code: 'ECONNRESET',
      stack_trace: expect.stringMatching(
        /^TypeError: ECONNRESET\n {4}at .*error-redaction\.test\.ts:\d+:\d+/,
      ),
    });
  });

  it('keeps the message of a domain error, which is a text of ours', () => {
    expect(describeError(new LinkCodeExpiredError()).stack_trace).toMatch(
      /^LinkCodeExpiredError: This link request has expired\. .*\n {4}at /,
    );
  });

  it.each([
    'ECONNREFUSED',
    'ERR_INVALID_ARG_TYPE',
    'functions/task-already-exists',
    'deadline-exceeded',
    14,
    63_016,
  ])('keeps the code %s', (code) => {
    expect(describeError(Object.assign(new Error('no'), { code }))).toMatchObject({ error_code: code });
  });

  it.each(['+4915112345678', 'E15112345678', 'ABCD1234', 'Ada Lovelace', 4_915_112_345_678, 1.5, null, {}])(
    'drops the code %s',
    (code) => {
      expect(describeError(Object.assign(new Error('no'), { code }))).not.toHaveProperty('error_code');
    },
  );

  it('tells the causes, the same way', () => {
    const cause = new RangeError('+4915112345678', { cause: named('RestException', 'Ada Lovelace') });
    const { stack_trace: text } = describeError(new StorageUnavailableError({ cause }));

    expect(text.split('\n').filter((line) => !line.startsWith('    at '))).toStrictEqual([
      'StorageUnavailableError: The database did not answer. Try again: repeating the request is safe.',
      'Caused by: RangeError',
      'Caused by: RestException',
    ]);
  });

  it('ends although an error causes itself', () => {
    const error = new Error('round');
    error.cause = error;

    expect(describeError(error).stack_trace.match(/Caused by/g)).toHaveLength(4);
  });

  it.each([
    ['+4915112345678', 'NotAnError (string)'],
    [{ to: '+4915112345678' }, 'NotAnError (object)'],
    [null, 'NotAnError (object)'],
  ])('says of %j only that it is %s', (thrown, text) => {
    expect(describeError(thrown)).toStrictEqual({ error_name: text, stack_trace: text });
  });

  it('keeps frames of every usual form', () => {
    const frames = [
      '    at TwilioMessagingService.send (file:///workspace/lib/index.cjs:10:20)',
      '    at async StructuredLogger.#log (/workspace/lib/index.cjs:1:2)',
      '    at new Foo (C:\\code\\index.js:1:2)',
      '    at Object.<anonymous> (node:internal/main:1:2)',
      '    at async Promise.all (index 0)',
      '    at Array.map (<anonymous>)',
      '    at get value [as value] (/workspace/lib/index.cjs:1:2)',
      '    at /workspace/lib/index.cjs:1:2',
      '    at async file:///workspace/lib/index.cjs:1:2',
    ];
    const error = new Error('no');
    error.stack = ['Error: no', ...frames].join('\n');

    expect(describeError(error).stack_trace.split('\n')).toStrictEqual(['Error', ...frames]);
  });

  it('knows the message from the frames, even where they look the same', () => {
    const error = new Error('\n    at send (/Lovelace:1:2)');

    expect(error.stack).toContain('    at send (/Lovelace:1:2)\n    at ');
    expect(describeError(error).stack_trace).not.toContain('Lovelace');
  });

  it('never repeats a foreign message, name or property, however it is laid out', async () => {
    const { logger, last } = await capturedLogger();
    const layouts = fc.constantFrom(
      (secret: string) => secret,
      (secret: string) => `first line\n${secret}\nlast line`,
      (secret: string) => `\n    at ${secret}`,
      (secret: string) => `\n    at send (${secret})\n    at send (/${secret}:1:2)`,
      (secret: string) => `${secret}\n`,
    );
    fc.assert(
      fc.property(secrets, layouts, fc.boolean(), (secret, layout, isRewritten) => {
        const error = Object.assign(named(secret, layout(secret)), { to: secret, code: secret });
        expect(error.stack).toContain(secret);
        // google-gax and others change a message when the stack has been taken already
        if (isRewritten) error.message = `changed ${secret}`;
        logger.error('use-case-failed', { error: new Error(secret, { cause: error }) });

        expect(JSON.stringify(last())).not.toContain(secret);
        expect(last()).toMatchObject({
          error_name: 'Error',
          stack_trace: expect.stringContaining('    at '),
        });
      }),
    );
  });
});
