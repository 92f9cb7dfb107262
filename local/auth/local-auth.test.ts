import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getAuth, type Auth } from 'firebase-admin/auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../functions/src/domain/shared/clock.ts';
import type { EncodedEvent } from '../functions-host/call-event-function.ts';
import { LocalClock } from '../world/local-clock.ts';
import { AccountDisabledError } from './accounts.ts';
import { LocalAuth } from './local-auth.ts';

const VARIABLE = 'FIREBASE_AUTH_EMULATOR_HOST';
const project = 'demo-linkline';

describe('LocalAuth, as firebase-admin sees it', () => {
  const clock = new LocalClock();
  const lost: string[] = [];
  let local: LocalAuth;
  let app: App;
  let admin: Auth;

  beforeAll(async () => {
    const onError = ({ name }: { readonly name: string }) => void lost.push(name);
    local = await LocalAuth.start({ project, clock, retryDelays: [1, 1], onError });
    process.env[VARIABLE] = local.address;
    app = initializeApp({ projectId: project }, 'local-auth');
    admin = getAuth(app);
  });

  afterAll(async () => {
    delete process.env[VARIABLE];
    await deleteApp(app);
    await local.stop();
    clock.stop();
  });

  it('has the demo users, and whoever signs in', async () => {
    expect(await admin.getUser('ada')).toMatchObject({ email: 'ada@example.com', emailVerified: true });
    await expect(admin.getUser('user-17')).rejects.toMatchObject({ code: 'auth/user-not-found' });
    const { idToken } = local.signIn({ uid: 'user-17', name: 'User 17', email: null });
    expect(await admin.verifyIdToken(idToken, true)).toMatchObject({ uid: 'user-17' });
    expect(await admin.getUser('user-17')).toMatchObject({ displayName: 'User 17', disabled: false });
  });

  it.each([
    ['by the world', async () => local.signOutEverywhere('ada')],
    ['by the product’s backend', () => admin.revokeRefreshTokens('ada')],
  ])('signs out everywhere %s: by the world’s clock, however far it is ahead', async (_, signOut) => {
    clock.advance(MINUTE);
    const { idToken } = local.signIn('ada');
    clock.advance(SECOND);
    await signOut();
    await expect(admin.verifyIdToken(idToken, true)).rejects.toMatchObject({ code: 'auth/id-token-revoked' });
    await expect(admin.verifyIdToken(local.signIn('ada').idToken, true)).resolves.toBeDefined();
  });

  it('refuses disabled users, until they are enabled', async () => {
    const { idToken } = local.signIn('grace');
    local.disable('grace');
    await expect(admin.verifyIdToken(idToken, true)).rejects.toMatchObject({ code: 'auth/user-disabled' });
    expect(() => local.signIn('grace')).toThrow(AccountDisabledError);
    await admin.updateUser('grace', { disabled: false });
    expect((await admin.getUser('grace')).disabled).toBe(false);
    local.signIn('grace');
  });

  it('tells the functions of a deleted user, the same event until they have heard', async () => {
    const heard: EncodedEvent[] = [];
    const trigger = { eventType: 'google.firebase.auth.user.v2.deleted', retry: true };
    local.triggers.add({
      ...trigger,
      name: 'hears',
      deliver: async (event) => {
        heard.push(event);
        if (heard.length < 3) throw new Error('not yet');
      },
    });
    const deaf = () => Promise.reject(new Error('never'));
    local.triggers.add({ ...trigger, name: 'never hears', deliver: deaf });
    local.triggers.add({ ...trigger, eventType: 'other', name: 'hears of others', deliver: deaf });
    await admin.deleteUser('linus');
    await local.idle();
    await expect(admin.getUser('linus')).rejects.toMatchObject({ code: 'auth/user-not-found' });
    await expect(admin.deleteUser('linus')).rejects.toMatchObject({ code: 'auth/user-not-found' });
    expect(new Set(heard.map(({ headers }) => headers['ce-id'])).size).toBe(1);
    expect(heard).toHaveLength(3);
    expect(heard[0]?.headers).toMatchObject({ 'ce-subject': 'users/linus', 'ce-specversion': '1.0' });
    expect(lost).toEqual(['never hears']);
  });
});
