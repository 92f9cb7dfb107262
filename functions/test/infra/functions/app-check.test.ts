import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unsignedToken } from '../../../../local/auth/unsigned-token.ts';
import { LocalWorld } from '../../../../local/world/local-world.ts';

const callables = [
  ['startLink', {}],
  ['confirmLink', { requestId: 'A'.repeat(22), confirmationNumber: '123456' }],
  ['cancelLink', { requestId: 'A'.repeat(22) }],
  ['unlink', {}],
] as const;

let world: LocalWorld;

beforeAll(async () => {
  world = await LocalWorld.start({ parameters: { ENFORCE_APP_CHECK: 'true' } });
});
beforeEach(() => world.firestore.clear());
afterAll(() => world.stop());

/** Calls as Ada, from an app that App Check vouches for where `appCheckToken` is given. */
async function call(name: string, data: object, appCheckToken?: string): Promise<unknown> {
  const response = await fetch(`${world.functionsBaseUrl}/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${world.signIn('ada').idToken}`,
      ...(appCheckToken !== undefined && { 'X-Firebase-AppCheck': appCheckToken }),
    },
    body: JSON.stringify({ data }),
  });
  return response.json();
}

describe('where App Check is enforced', () => {
  it.each(callables)('%s refuses a signed-in user of an unknown app', async (name, data) => {
    expect(await call(name, data)).toMatchObject({
      error: { status: 'UNAUTHENTICATED', details: { code: 'app-check' } },
    });
    expect(world.firestore.documents()).toEqual([]);
  });

  it('a link can be started from an app that has a token', async () => {
    const token = unsignedToken({ sub: '1:1234567890:web:0123456789abcdef' });
    expect(await call('startLink', {}, token)).toMatchObject({
      result: { code: expect.stringMatching(/^LINK /) as string },
    });
  });
});
