import { describe, expect, it } from 'vitest';
import { hasRequestEnded, linkStage } from './link-stage.ts';
import type { UserLink } from './user-link.ts';

const NOW = Date.parse('2026-05-04T09:41:00Z');
const linked = { maskedNumber: '+15 ••• 01', linkedAt: NOW - 1, state: 'active' } as const;
const request = { requestId: 'one', state: 'open', maskedNumber: null, expiresAt: NOW + 1_000 } as const;

describe('the stage of linking', () => {
  it('is nothing without a document', () => {
    expect(linkStage(null, NOW)).toEqual({ linked: null, request: null, hasExpired: false });
  });

  it('is the request until the moment it expires', () => {
    expect(linkStage({ linked, request }, NOW + 999)).toEqual({ linked, request, hasExpired: false });
    expect(linkStage({ linked, request }, NOW + 1_000)).toEqual({ linked, request: null, hasExpired: true });
  });
});

describe('a request', () => {
  it.each<[string, UserLink | null, UserLink | null, boolean]>([
    ['went away', { linked: null, request }, { linked: null, request: null }, true],
    ['went away beside a link', { linked, request }, { linked, request: null }, true],
    ['went away with the document', { linked: null, request }, null, true],
    ['became a link', { linked: null, request }, { linked, request: null }, false],
    [
      'became another link',
      { linked, request },
      { linked: { ...linked, linkedAt: NOW }, request: null },
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
