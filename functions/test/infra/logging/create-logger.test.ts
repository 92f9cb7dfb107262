import { describe, expect, it } from 'vitest';
import { StorageUnavailableError } from '../../../src/domain/shared/storage-errors.ts';
import { runWithTrace, type TraceContext } from '../../../src/infra/logging/trace-context.ts';
import { capturedLogger } from './captured-logger.ts';

const trace: TraceContext = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  isSampled: true,
};

describe('a line of the log', () => {
  it('is one entry with its fields at the top level', async () => {
    const { logger, lines, last } = await capturedLogger();

    logger.info('link-started', { use_case: 'start-link', attempt: 1, duration_ms: 12.5 });

    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    expect(last()).toStrictEqual({
      severity: 'INFO',
      message: 'link-started',
      use_case: 'start-link',
      attempt: 1,
      duration_ms: 12.5,
      timestamp: { seconds: expect.any(Number), nanos: expect.any(Number) },
      'logging.googleapis.com/insertId': expect.any(String),
    });
  });

  it.each([
    ['debug', 'DEBUG'],
    ['info', 'INFO'],
    ['warn', 'WARNING'],
    ['error', 'ERROR'],
  ] as const)('of level %s has the severity %s', async (level, severity) => {
    const { logger, last } = await capturedLogger();

    logger[level]('something-happened');

    expect(last()).toMatchObject({ severity, message: 'something-happened' });
  });

  it('is left out below the configured level', async () => {
    const { logger, lines } = await capturedLogger('warn');

    logger.debug('too-fine');
    logger.info('still-too-fine');
    logger.warn('worth-a-look');

    expect(lines).toHaveLength(1);
  });

  it('is written at once, in order', async () => {
    const { logger, lines } = await capturedLogger();

    for (const event of ['first', 'second', 'third']) logger.info(event);

    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toStrictEqual([
      'first',
      'second',
      'third',
    ]);
  });
});

describe('the trace of a line', () => {
  it('is absent outside of a request', async () => {
    const { logger, lines } = await capturedLogger();

    logger.info('cold-start');

    expect(lines[0]).not.toContain('logging.googleapis.com/trace');
  });

  it('is the one of the request, also after an await', async () => {
    const { logger, last } = await capturedLogger();

    await runWithTrace(trace, async () => {
      await Promise.resolve();
      logger.info('link-started');
    });

    expect(last()).toMatchObject({
      'logging.googleapis.com/trace': 'projects/demo-linkline/traces/0af7651916cd43dd8448eb211c80319c',
      'logging.googleapis.com/spanId': 'b7ad6b7169203331',
      'logging.googleapis.com/trace_sampled': true,
    });
  });

  it('is not mixed up between requests at the same time', async () => {
    const { logger, lines } = await capturedLogger();
    const traceIds = ['1', '2', '3'].map((digit) => digit.repeat(32));

    await Promise.all(
      traceIds.map((traceId, attempt) =>
        runWithTrace({ traceId, spanId: null, isSampled: false }, async () => {
          await Promise.resolve();
          logger.info('link-started', { attempt });
        }),
      ),
    );

    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject(
      traceIds.map((traceId, attempt) => ({
        attempt,
        'logging.googleapis.com/trace': `projects/demo-linkline/traces/${traceId}`,
        'logging.googleapis.com/trace_sampled': false,
      })),
    );
  });
});

describe('an error in a line', () => {
  it('is what Error Reporting reads as a report', async () => {
    const { logger, last } = await capturedLogger();

    logger.error('use-case-failed', { error: new StorageUnavailableError() });

    expect(last()).toMatchObject({
      severity: 'ERROR',
      message: 'use-case-failed',
      '@type': 'type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent',
      serviceContext: { service: 'linkline' },
      error_name: 'StorageUnavailableError',
      error_code: 'storage-unavailable',
      stack_trace: expect.stringMatching(
        /^StorageUnavailableError: The database did not answer\. .*\n {4}at .*create-logger\.test\.ts:\d+:\d+/,
      ),
    });
  });

  it('names the revision, and of the request nothing that its sender chose', async () => {
    const { logger, last } = await capturedLogger('debug', { version: 'webhook-00007' });
    const error = new StorageUnavailableError();

    runWithTrace(trace, () => logger.error('webhook-failed', { http_status: 503, error }), {
      method: 'POST',
      path: '/twilioWebhook',
    });

    expect(last()).toMatchObject({
      serviceContext: { service: 'linkline', version: 'webhook-00007' },
      context: { httpRequest: { method: 'POST', url: '/twilioWebhook', responseStatusCode: 503 } },
    });
  });

  it('is told but not reported below the level error', async () => {
    const { logger, last } = await capturedLogger();

    logger.warn('retrying', { error: new StorageUnavailableError() });

    expect(last()).toMatchObject({ severity: 'WARNING', error_code: 'storage-unavailable' });
    expect(last()).not.toHaveProperty('@type');
  });
});
