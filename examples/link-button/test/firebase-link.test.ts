import { readFileSync } from 'node:fs';
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import { deleteApp, initializeApp, type FirebaseApp } from 'firebase/app';
import {
  connectFirestoreEmulator,
  getFirestore,
  setLogLevel,
  terminate,
  Timestamp,
  type Firestore,
} from 'firebase/firestore';
import { connectFunctionsEmulator, getFunctions } from 'firebase/functions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findOfficialEmulator,
  startOfficialEmulator,
} from '../../../local/firestore/conformity/official-emulator.ts';
import { connect } from '../../../local/firestore/conformity/server-under-test.ts';
import { SnapshotQueue } from '../../../local/firestore/conformity/snapshot-queue.ts';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { Refusal, TestCallables } from '../../../local/phone/testing/test-callables.ts';
import { firebaseLink } from '../firebase/firebase-link.ts';
import type { LinkState } from '../linking/link-state.ts';
import type { UserLink } from '../linking/user-link.ts';

const PROJECT = 'demo-link-button';
const NOW = Date.parse('2026-05-04T09:41:00.250Z');
const document = {
  linked: { masked_number: '+15 ••• 01', linked_at: Timestamp.fromMillis(NOW), state: 'active' },
  request: {
    request_id: 'one',
    state: 'open',
    masked_number: null,
    expires_at: Timestamp.fromMillis(NOW + 1),
  },
  mapping_id: null,
};
const link: UserLink = {
  linked: { maskedNumber: '+15 ••• 01', linkedAt: NOW, state: 'active' },
  request: { requestId: 'one', state: 'open', maskedNumber: null, expiresAt: NOW + 1 },
};

const apps: FirebaseApp[] = [];

function newApp(): FirebaseApp {
  const app = initializeApp({ projectId: PROJECT, apiKey: 'any' }, `app-${apps.length}`);
  apps.push(app);
  return app;
}

afterEach(async () => {
  await Promise.all(apps.splice(0).map(deleteApp));
});

function stateOf(firestore: Firestore, userId = 'ada'): LinkState {
  return firebaseLink({ functions: getFunctions(newApp()), firestore, userId }).state;
}

/** What the state tells, errors by their code. */
function listen(state: LinkState): { readonly told: SnapshotQueue<unknown>; readonly stop: () => void } {
  const told = new SnapshotQueue<unknown>();
  const stop = state.subscribe(
    (link) => told.push(link),
    ({ code }) => told.push(code),
  );
  return { told, stop };
}

describe('the link state through the Firebase SDK', () => {
  it('is told at once, and after each change', async () => {
    const server = await EmbeddedFirestore.start();
    const linkline = connect(`${server.host}:${server.port}`, PROJECT);
    const firestore = getFirestore(newApp());
    connectFirestoreEmulator(firestore, server.host, server.port);
    const { told, stop } = listen(stateOf(firestore));
    expect(await told.next()).toBeNull();
    const stored = linkline.firestore.doc('whatsapp_links/ada');
    await stored.set({
      linked: { ...document.linked, linked_at: new Date(NOW) },
      request: { ...document.request, expires_at: new Date(NOW + 1) },
    });
    expect(await told.next()).toEqual(link);
    await stored.set({ linked: null, request: null });
    expect(await told.next()).toEqual({ linked: null, request: null });
    stop();
    await Promise.all([linkline.close(), terminate(firestore)]);
    await server.stop();
  });

  const emulator = findOfficialEmulator();

  it(
    'is its user’s alone, under the rules on the official emulator',
    { timeout: 60_000 },
    async (context) => {
      if ('missing' in emulator) {
        context.skip(emulator.missing);
        return;
      }
      setLogLevel('silent');
      const server = await startOfficialEmulator(emulator.jar);
      const [host = '', port] = server.host.split(':');
      const rules = readFileSync(new URL('../../../firestore.rules', import.meta.url), 'utf8');
      const environment = await initializeTestEnvironment({
        projectId: PROJECT,
        firestore: { host, port: Number(port), rules },
      });
      // the modular functions take what this older interface wraps
      const firestoreOf = (userId: string) =>
        environment.authenticatedContext(userId).firestore() as unknown as Firestore;
      const { told, stop } = listen(stateOf(firestoreOf('ada')));
      expect(await told.next()).toBeNull();
      await environment.withSecurityRulesDisabled(async (context) => {
        await context.firestore().doc('whatsapp_links/ada').set(document);
      });
      expect(await told.next()).toEqual(link);
      expect(await listen(stateOf(firestoreOf('grace'))).told.next()).toBe('state-unreadable');
      stop();
      await environment.cleanup();
      await server.stop();
    },
  );
});

describe('the callables through the Firebase SDK', () => {
  let server: TestCallables;
  let url: URL;

  beforeEach(async () => {
    server = new TestCallables();
    url = new URL(await server.start());
  });
  afterEach(() => server.stop());

  function callables() {
    const app = newApp();
    const functions = getFunctions(app, 'europe-west1');
    connectFunctionsEmulator(functions, url.hostname, Number(url.port));
    return firebaseLink({ functions, firestore: getFirestore(app), userId: 'ada' }).callables;
  }

  const data = { requestId: 'one', confirmationNumber: '481516' };
  const refusal = async (): Promise<unknown> => {
    try {
      return await callables().confirmLink(data);
    } catch (error) {
      return error;
    }
  };

  it('hand over the data and answer', async () => {
    const asked: unknown[] = [];
    server.functions[`${PROJECT}/europe-west1/confirmLink`] = (data) => {
      asked.push(data);
      return { maskedNumber: '+15 ••• 01', linkedAt: '2026-05-04T09:41:00Z' };
    };
    expect(await callables().confirmLink(data)).toMatchObject({ maskedNumber: '+15 ••• 01' });
    expect(asked).toEqual([data]);
  });

  it('tell why they refuse', async () => {
    const details = { code: 'confirmation-number-wrong', remainingAttempts: 3 };
    const retryAt = '2026-05-04T09:42:00.000Z';
    const refusals = [
      [new Refusal('INVALID_ARGUMENT', 'Wrong.', details), { ...details, retryAt: null }],
      [
        new Refusal('RESOURCE_EXHAUSTED', 'Later.', { code: 'too-many-calls', retryAt }),
        { code: 'too-many-calls', remainingAttempts: null, retryAt: Date.parse(retryAt) },
      ],
      [new Refusal('UNAUTHENTICATED', 'Unauthenticated', {}), { code: 'signed-out' }],
      [new Refusal('INTERNAL', 'Not configured.', {}), { code: 'unexpected' }],
    ] as const;
    for (const [thrown, expected] of refusals) {
      server.functions[`${PROJECT}/europe-west1/confirmLink`] = () => {
        throw thrown;
      };
      expect(await refusal()).toMatchObject(expected);
    }
  });

  it('tell where nobody answers', async () => {
    await server.stop();
    expect(await refusal()).toMatchObject({ code: 'unreachable' });
  });
});
