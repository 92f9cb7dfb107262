import { initializeApp } from 'firebase-admin/app';
import { getAuth, type Auth } from 'firebase-admin/auth';
import type { CallableRequest } from 'firebase-functions/https';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedFirestore } from '../../../../local/firestore/embedded-firestore.ts';
import type { Clock } from '../../../src/domain/shared/clock.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import { collections } from '../../../src/infra/firestore/collections.ts';
import { confirmLink } from '../../../src/infra/functions/confirm-link.ts';
import { exportMyData } from '../../../src/infra/functions/export-my-data.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';
import { claimLink } from '../functions/claim-link.ts';
import { AuthGateway } from './auth-gateway.ts';

export interface AuthServer {
  /** Host and port. */
  readonly address: string;
  readonly clock: Clock;
  /** Answers an ID token; `auth` is connected with this server. */
  signIn(uid: string, auth: Auth): Promise<string>;
  /** Resolves when the server's clock is in another second: Firebase Auth revokes what was issued in earlier ones. */
  nextSecond(): Promise<void>;
  stop(): Promise<void>;
}

const refusal = (code: string) => ({ code: 'unauthenticated', details: { code } });

/** What every Auth server has to show, the real one, its emulator and the local stand-in: who may confirm a link, and who no longer. */
export function revokedTokensContract(name: string, start: () => Promise<AuthServer>): void {
  describe(`confirmLink with ${name}`, () => {
    let server: AuthServer;
    let gateway: AuthGateway;
    let firestore: EmbeddedFirestore;
    let auth: Auth;
    let users = 0;
    let uid: string;

    beforeAll(async () => {
      server = await start();
      gateway = await AuthGateway.open(server.address);
      firestore = await EmbeddedFirestore.start({ now: () => server.clock.now() });
      Object.assign(process.env, parameterValues, {
        GCLOUD_PROJECT: PROJECT,
        FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
        FIREBASE_AUTH_EMULATOR_HOST: gateway.address,
        METADATA_SERVER_DETECTION: 'none',
      });
      replaceEnvironment({ clock: server.clock, logOutput: () => undefined });
      auth = getAuth(initializeApp());
    });

    beforeEach(() => {
      firestore.clear();
      users += 1;
      uid = `user-${users}`;
    });

    afterAll(async () => {
      await Promise.all([firestore.stop(), gateway.goDown(), server.stop()]);
    });

    /** As firebase-functions calls it, once it has read the token and found it well signed. */
    function requestWith(rawToken: string, data: object): CallableRequest {
      // the callables read no more of a request than this
      return { data, auth: { uid, token: {}, rawToken } } as unknown as CallableRequest;
    }

    async function confirm(rawToken: string, claim: Awaited<ReturnType<typeof claimLink>>): Promise<unknown> {
      return confirmLink.run(requestWith(rawToken, claim));
    }

    const linked = () => firestore.documents(collections.userMappings).map(({ data }) => data['user_id']);

    it('links for a sign-in that holds', async () => {
      const token = await server.signIn(uid, auth);
      await expect(confirm(token, await claimLink(uid))).resolves.toMatchObject({
        maskedNumber: expect.any(String) as string,
      });
      expect(linked()).toEqual([uid]);
    });

    it('refuses a token that was revoked, until its user signs in again', async () => {
      const former = await server.signIn(uid, auth);
      const claim = await claimLink(uid);
      await server.nextSecond();
      await auth.revokeRefreshTokens(uid);
      await expect(confirm(former, claim)).rejects.toMatchObject(refusal('token-revoked'));
      expect(linked()).toEqual([]);
      await confirm(await server.signIn(uid, auth), claim);
      expect(linked()).toEqual([uid]);
    });

    it('has exportMyData beside it, which tells nothing to a token that was revoked either', async () => {
      const former = await server.signIn(uid, auth);
      await server.nextSecond();
      await auth.revokeRefreshTokens(uid);
      const tell = async (rawToken: string): Promise<unknown> => exportMyData.run(requestWith(rawToken, {}));
      await expect(tell(former)).rejects.toMatchObject(refusal('token-revoked'));
      expect(firestore.documents()).toEqual([]);
      await expect(tell(await server.signIn(uid, auth))).resolves.toMatchObject({ user_id: uid });
    });

    it.each([
      ['disabled', () => auth.updateUser(uid, { disabled: true })],
      ['deleted', () => auth.deleteUser(uid)],
    ])('refuses a user who was %s', async (_, end) => {
      const token = await server.signIn(uid, auth);
      const claim = await claimLink(uid);
      await end();
      await expect(confirm(token, claim)).rejects.toMatchObject(refusal('account-unavailable'));
      expect(linked()).toEqual([]);
    });

    it('refuses what is no token of this app', async () => {
      const claim = await claimLink(uid);
      await expect(confirm('no.token.', claim)).rejects.toMatchObject(refusal('token-revoked'));
      expect(linked()).toEqual([]);
    });

    it('changes nothing while nobody can tell, and links afterwards', async () => {
      const token = await server.signIn(uid, auth);
      const claim = await claimLink(uid);
      const before = firestore.documents();
      await gateway.goDown();
      await expect(confirm(token, claim)).rejects.toMatchObject({
        code: 'unavailable',
        details: { code: 'sign-in-unavailable' },
      });
      expect(firestore.documents()).toEqual(before);
      await gateway.comeUp();
      await confirm(token, claim);
      expect(linked()).toEqual([uid]);
    });
  });
}
