import { describe, expect, it } from 'vitest';
import { SERVICE_WINDOW, serviceWindowEnd } from '../../../src/domain/messaging/service-window.ts';

describe('serviceWindowEnd', () => {
  it('is 24 hours after the last message of the person', () => {
    const lastInboundAt = Date.UTC(2026, 2, 28, 12, 30);
    expect(SERVICE_WINDOW).toBe(86_400_000);
    expect(new Date(serviceWindowEnd(lastInboundAt)).toISOString()).toBe('2026-03-29T12:30:00.000Z');
  });
});
