import { describe, expect, it } from 'vitest';

import { AUTH_TOKEN, clientOf, PHONE, refusalOf, startSimulator } from './testing/simulator-fixture.ts';

const NEW = 'the-new-auth-token';

describe('the auth tokens of an account', () => {
  it('both let in, and the primary one signs until the secondary one is promoted', async () => {
    const { simulator, webhook } = await startSimulator();
    const isSignedWithTheFormer = async () => {
      await simulator.receive({ From: PHONE, Body: 'hello' });
      return webhook.received.at(-1)?.isGenuine;
    };
    const refused = { status: 401, code: 20003 };
    const list = (token: string) => clientOf(simulator, token).messages.list();
    expect(await refusalOf(list(NEW))).toMatchObject(refused);
    simulator.authTokens.addSecondary(NEW);
    await Promise.all([list(AUTH_TOKEN), list(NEW)]);
    expect(await isSignedWithTheFormer()).toBe(true);
    simulator.authTokens.promoteSecondary();
    await list(NEW);
    expect(await refusalOf(list(AUTH_TOKEN))).toMatchObject(refused);
    expect(await isSignedWithTheFormer()).toBe(false);
  });

  it('have nothing to promote where there is one only', async () => {
    const { simulator } = await startSimulator();
    expect(() => simulator.authTokens.promoteSecondary()).toThrow(/add one first/u);
  });
});
