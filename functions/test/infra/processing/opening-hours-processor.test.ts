import { expect, it } from 'vitest';
import { AcknowledgeProcessor } from '../../../src/infra/processing/acknowledge-processor.ts';
import { storedMessage } from './forwarding-parts.ts';
import { OpeningHoursProcessor } from './opening-hours-processor.ts';

it.each([
  ['2026-07-01T06:59:59Z', 'closed'],
  ['2026-07-01T07:00:00Z', 'open'],
  ['2026-07-01T14:59:59Z', 'open'],
  ['2026-07-01T15:00:00Z', 'closed'],
  ['2026-12-01T07:59:59Z', 'closed'],
  ['2026-12-01T15:59:59Z', 'open'],
  ['2026-12-01T23:30:00Z', 'closed'],
])('at %s, in Berlin, the shop is %s', async (now, body) => {
  const processor = new OpeningHoursProcessor({
    clock: { now: () => Date.parse(now) },
    timeZone: 'Europe/Berlin',
    hours: [9, 17],
    closedText: 'closed',
    next: new AcknowledgeProcessor({ text: 'open' }),
  });
  expect(await processor.process(storedMessage())).toMatchObject({
    kind: 'processed',
    replies: [{ content: { kind: 'text', body } }],
  });
});
