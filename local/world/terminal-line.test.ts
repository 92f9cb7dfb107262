import { describe, expect, it } from 'vitest';
import { terminalLine } from './terminal-line.ts';

const at = Date.UTC(2026, 10, 22, 9, 5, 7);

describe('terminalLine', () => {
  it('shows a warning on one line, with the fields a person reads', () => {
    const fields = {
      function: 'twilioWebhook',
      attempts: 3,
      timestamp: '2026-11-22T09:05:07Z',
      'logging.googleapis.com/trace': 'projects/p/traces/t',
      stack_trace: 'Error\n    at a',
      serviceContext: { service: 'linkline' },
    };
    const line = terminalLine({
      kind: 'log',
      at,
      severity: 'WARNING',
      event: 'message-failed\nmore',
      fields,
    });
    expect(line).toBe('09:05:07 WARNING message-failed function=twilioWebhook attempts=3');
  });

  it('leaves to the page what is no warning', () => {
    expect(terminalLine({ kind: 'log', at, severity: 'INFO', event: 'linked', fields: {} })).toBeUndefined();
    expect(
      terminalLine({ kind: 'task', at, queue: 'q', event: 'dropped', detail: 'a task' }),
    ).toBeUndefined();
  });
});
