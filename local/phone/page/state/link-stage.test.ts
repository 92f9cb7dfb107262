import { describe, expect, it } from 'vitest';
import type { LinkDocument } from '../../page-protocol.ts';
import { hasRequestEnded, linkStage } from './link-stage.ts';

const NOW = Date.parse('2026-05-04T09:41:00Z');
const linked = { masked_number: '+15 ••• 01', linked_at: '2026-05-01T08:00:00Z', state: 'active' } as const;
const request = {
  request_id: 'one',
  state: 'open',
  masked_number: null,
  expires_at: '2026-05-04T09:41:01Z',
} as const;

describe('the stage of linking', () => {
  it('is nothing without a document', () => {
    expect(linkStage(null, NOW)).toEqual({ linked: null, request: null, hasExpired: false });
  });

  it('is the request until the moment it expires', () => {
    const link: LinkDocument = { linked, request };
    expect(linkStage(link, NOW + 999)).toEqual({ linked, request, hasExpired: false });
    expect(linkStage(link, NOW + 1_000)).toEqual({ linked, request: null, hasExpired: true });
  });
});

describe('a request', () => {
  it.each<[string, LinkDocument | null, LinkDocument | null, boolean]>([
    ['went away', { linked: null, request }, { linked: null, request: null }, true],
    ['went away beside a link', { linked, request }, { linked, request: null }, true],
    ['went away with the document', { linked: null, request }, null, true],
    ['became a link', { linked: null, request }, { linked, request: null }, false],
    [
      'became another link',
      { linked, request },
      { linked: { ...linked, linked_at: '2026-05-04T09:41:00Z' }, request: null },
      false,
    ],
    [
      'was claimed',
      { linked: null, request },
      { linked: null, request: { ...request, state: 'claimed' } },
      false,
    ],
    ['was never there', { linked, request: null }, { linked: null, request: null }, false],
  ])('that %s', (_what, before, after, hasEnded) => {
    expect(hasRequestEnded(before, after)).toBe(hasEnded);
  });
});
