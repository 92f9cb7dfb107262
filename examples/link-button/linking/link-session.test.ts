import { beforeEach, describe, expect, it } from 'vitest';
import { LinkError } from './link-error.ts';
import { LinkSession, type LinkConnection } from './link-session.ts';
import type { UserLink } from './user-link.ts';

const NOW = Date.parse('2026-05-04T09:41:00Z');
const linked = { maskedNumber: '+15 ••• 01', linkedAt: NOW, state: 'active' } as const;
const request = {
  requestId: 'one',
  state: 'claimed',
  maskedNumber: '+15 ••• 01',
  expiresAt: NOW + 1,
} as const;
const nothing: UserLink = { linked: null, request: null };

let tell: (link: UserLink | null) => void;
let loseState: (error: LinkError) => void;
let events: string[];
let callables: LinkConnection['callables'];
let session: LinkSession;

beforeEach(() => {
  events = [];
  callables = {
    startLink: async () => ({
      requestId: 'two',
      code: 'LINK 7KQ2-M4XD',
      deepLink: 'https://wa.me/1',
      qrCode: '<svg/>',
      expiresAt: new Date(NOW + 1).toISOString(),
    }),
    confirmLink: async () => ({ maskedNumber: '+15 ••• 01', linkedAt: new Date(NOW).toISOString() }),
    cancelLink: async () => ({}),
    unlink: async () => ({}),
  };
  session = new LinkSession(
    {
      get callables() {
        return callables;
      },
      state: {
        subscribe(listener, onError) {
          tell = listener;
          loseState = onError;
          return () => events.push('unsubscribed');
        },
      },
      now: () => NOW,
    },
    {
      onChange: () => {},
      onLinked: ({ maskedNumber }) => events.push(`linked ${maskedNumber}`),
      onUnlinked: () => events.push('unlinked'),
      onError: ({ code }) => events.push(code),
    },
  );
});

describe('a session', () => {
  it('knows nothing until it is told, and takes what it is told first for no event', () => {
    expect(session.stage).toBeNull();
    tell({ linked, request: null });
    expect(session.stage).toMatchObject({ linked, request: null });
    expect(events).toEqual([]);
  });

  it.each([
    ['the callable', (): unknown => session.confirm('481516')],
    ['the live state', (): unknown => tell({ linked, request: null })],
  ])('tells of a link that %s shows first, once', async (_name, link) => {
    tell({ linked: null, request });
    await link();
    expect(session.stage?.linked).toEqual(linked);
    tell({ linked, request: null });
    tell({ linked: { ...linked, state: 'suspended' }, request: null });
    expect(events).toEqual(['linked +15 ••• 01']);
  });

  it('tells of the end of a link, here and on WhatsApp', async () => {
    tell({ linked, request: null });
    await session.unlink();
    expect([session.stage, session.notice]).toMatchObject([nothing, 'unlinked']);
    tell({ linked, request: null });
    tell(null);
    expect(events).toEqual(['unlinked', 'linked +15 ••• 01', 'unlinked']);
  });

  it('shows the code only while its request is the one under way', async () => {
    tell(null);
    await session.start('pt-BR');
    expect(session.started?.code).toBe('LINK 7KQ2-M4XD');
    tell({ linked: null, request });
    expect(session.started).toBeNull();
  });

  it('does one thing at a time', async () => {
    let calls = 0;
    callables = { ...callables, unlink: async () => (calls += 1) };
    tell({ linked, request: null });
    await Promise.all([session.unlink(), session.unlink()]);
    expect(calls).toBe(1);
  });

  it('keeps a problem until the next act, and what is unreachable until the state is told again', async () => {
    tell(null);
    callables = { ...callables, startLink: () => Promise.reject(new LinkError('contention')) };
    await session.start('pt-BR');
    tell(nothing);
    expect(session.problem?.code).toBe('contention');
    callables = { ...callables, startLink: () => Promise.reject(new Error('broken')) };
    await session.start('pt-BR');
    expect(session.problem?.code).toBe('unexpected');
    loseState(new LinkError('state-unreadable'));
    tell(nothing);
    expect(session.problem).toBeNull();
    expect(events).toEqual(['contention', 'unexpected', 'state-unreadable']);
  });

  it('says that a request has ended where nothing else explains it', () => {
    tell({ linked: null, request });
    tell(nothing);
    expect(session.notice).toBe('ended');
  });

  it('hears and tells nothing once it is closed', async () => {
    tell({ linked, request: null });
    session.close();
    tell(null);
    await session.unlink();
    expect(events).toEqual(['unsubscribed']);
  });
});
