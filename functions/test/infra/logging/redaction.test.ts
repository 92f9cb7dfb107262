import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFields } from '../../../src/domain/shared/logger.ts';
import { capturedLogger } from './captured-logger.ts';

const phones = fc.bigInt(10_000_000_000n, 999_999_999_999_999n).map(String);
const personal = fc.oneof(
  phones,
  phones.map((digits) => `+${digits}`),
  phones.map((digits) => `whatsapp:+${digits}`),
  fc.stringMatching(/^whatsapp:[A-Z]{2}\.\d{10,20}$/),
  fc.stringMatching(/^[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}$/),
  fc.stringMatching(/^LINK [0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
  fc.stringMatching(/^\d{6}$/),
  fc.stringMatching(/^[a-z]{3,9}@[a-z]{3,9}\.com$/),
  fc.stringMatching(/^SK[0-9a-f]{8}:[0-9a-f]{32}$/),
);

const fieldNames = [
  'use_case',
  'function',
  'operation',
  'outcome',
  'reason',
  'code',
  'state',
  'provider_code',
  'http_status',
  'attempt',
  'count',
  'duration_ms',
  'delay_ms',
  'request_id',
  'link_id',
  'message_id',
  'message_sid',
  'event_id',
] as const satisfies readonly (keyof LogFields)[];

/** What a mistake in the code could pass in, whatever the types say. */
const carelessly = (fields: object) => fields as LogFields;

describe('redaction', () => {
  it('keeps what has the form of its field', async () => {
    const { logger, last } = await capturedLogger();
    const fields: LogFields = {
      use_case: 'link-account',
      function: 'twilioWebhook',
      operation: 'get_by_whatsapp',
      outcome: 'already-linked',
      reason: 'too-many-requests',
      code: 'link-code-expired',
      state: 'queued',
      provider_code: 63_016,
      http_status: 503,
      attempt: 2,
      count: 20,
      duration_ms: 0.25,
      delay_ms: 86_400_000,
      request_id: '_v25Yq-wGO0KAydSSEmlfA',
      link_id: 'kGDlebqIqGSj3oUd_mPl4Q',
      message_id: 'linked-_v25Yq-wGO0KAydSSEmlfA',
      message_sid: 'SM0123456789abcdef0123456789abcdef',
      event_id: '5f0c2a3e-8f4b-4f57-9f3f-123456789012',
    };

    logger.info('link-started', fields);

    expect(Object.keys(fields)).toStrictEqual(fieldNames);
    expect(last()).toMatchObject(fields);
  });

  it.each(['order-20261122-0001', 'reply-SM01234567890123456789012345678901-2', '2026_invoice_17'])(
    'keeps the id of a message that a team chose: %s',
    async (message_id) => {
      const { logger, last } = await capturedLogger();

      logger.info('message-queued', { message_id });

      expect(last()).toMatchObject({ message_id });
    },
  );

  it('shows that a value did not fit', async () => {
    const { logger, last } = await capturedLogger();

    logger.info('link-started', {
      reason: 'Ada Lovelace',
      attempt: Number.NaN,
      request_id: '+4915112345678',
    });

    expect(last()).toMatchObject({ reason: '[redacted]', attempt: '[redacted]', request_id: '[redacted]' });
  });

  it('leaves out fields that are not declared or have no value', async () => {
    const { logger, last } = await capturedLogger();

    logger.info('link-started', carelessly({ body: 'hello', reason: undefined }));

    expect(last()).not.toHaveProperty('body');
    expect(last()).not.toHaveProperty('reason');
  });

  it('never writes personal data, whichever field or event it is put into', async () => {
    const { logger, last } = await capturedLogger();
    fc.assert(
      fc.property(personal, fc.constantFrom(...fieldNames, 'anything_else'), (text, name) => {
        for (const value of [text, [text], { text }, `sent to ${text} again`]) {
          logger.info('link-started', carelessly({ [name]: value }));
          const { timestamp: _, 'logging.googleapis.com/insertId': __, ...entry } = last();
          expect(JSON.stringify(entry)).not.toContain(text);
        }
        logger.info(`linked ${text}`);
        logger.info(text);
        expect(last()).toMatchObject({ message: '[redacted]' });
      }),
    );
  });

  it('never writes a number that could be dialled', async () => {
    const { logger, last } = await capturedLogger();
    fc.assert(
      fc.property(phones, fc.constantFrom(...fieldNames), (digits, name) => {
        logger.info('link-started', carelessly({ [name]: Number(digits) }));

        expect(last()).toMatchObject({ [name]: '[redacted]' });
      }),
    );
  });
});
