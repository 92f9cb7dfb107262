import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unsignedToken } from '../../../../local/auth/unsigned-token.ts';
import { LocalWorld } from '../../../../local/world/local-world.ts';
import { SECOND } from '../../../src/domain/shared/clock.ts';
import manifest from '../../guards/deploy-manifest.json' with { type: 'json' };

const callables = Object.entries(manifest.endpoints).flatMap(([name, endpoint]) =>
  'callableTrigger' in endpoint ? [name] : [],
);
const PER_MINUTE = 15;
const PLANTED = '+15551110001';
const appCheckToken = unsignedToken({ sub: '1:1234567890:web:0123456789abcdef' });

let world: LocalWorld;
let users = 0;
let idToken: string;

beforeAll(async () => {
  world = await LocalWorld.start({
    parameters: { ENFORCE_APP_CHECK: 'true', CALLS_PER_MINUTE: String(PER_MINUTE) },
  });
});

beforeEach(() => {
  world.firestore.clear();
  users += 1;
  const auth_time = Math.floor(world.clock.now() / SECOND);
  idToken = unsignedToken({ sub: `user-${users}`, auth_time, whatsapp_sender: true });
});

afterAll(() => world.stop());

/** Calls from an app that App Check vouches for, unless it is told otherwise. */
async function post(name: string, body: string, appCheck = appCheckToken): Promise<unknown> {
  const response = await fetch(`${world.functionsBaseUrl}/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${idToken}`,
      ...(appCheck !== '' && { 'X-Firebase-AppCheck': appCheck }),
    },
    body,
  });
  return response.json();
}

const refusal = (status: string, code: string) => ({ error: { status, details: { code } } });

describe.each(callables)('%s', (name) => {
  it('refuses a signed-in user of an unknown app', async () => {
    expect(await post(name, '{"data":{}}', '')).toMatchObject(refusal('UNAUTHENTICATED', 'app-check'));
    expect(world.firestore.documents()).toEqual([]);
  });

  it('refuses what it cannot read, and repeats and prints nothing of it', async () => {
    const bodies = [
      `{"data":{"${PLANTED}":1}}`,
      `{"data":"${PLANTED}"}`,
      `{"data":["${PLANTED}"]}`,
      `{"data":{},"${PLANTED}":1}`,
      `{"${PLANTED}":1}`,
      `["${PLANTED}"]`,
      `{"data":{"@type":"${PLANTED}"}}`,
      `{"data":{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":"${PLANTED}"}}`,
      `{"data":{"__proto__":{"requestId":"${PLANTED}"}}}`,
      `{"data":${'['.repeat(50_000)}"${PLANTED}"${']'.repeat(50_000)}}`,
      `{"data":{"body":"${PLANTED.repeat(1_000_000)}"}}`,
      `{"data":{"template":{"contentSid":"${PLANTED}","variables":{"${PLANTED}":{"${PLANTED}":1}}}}}`,
    ];
    for (const body of bodies) {
      const answer = await post(name, body);
      const start = body.slice(0, 40);
      expect({ [start]: answer }).toMatchObject({ [start]: refusal('INVALID_ARGUMENT', 'invalid-input') });
      expect(JSON.stringify(answer)).not.toContain(PLANTED);
    }
    expect(JSON.stringify(world.activity.recent())).not.toContain(PLANTED);
    expect(world.firestore.documents()).toEqual([]);
  });

  it('takes so many calls of a user a minute, malformed ones too, and from others still', async () => {
    const call = () => post(name, '{"data":{"unknown":1}}');
    for (let count = 0; count < PER_MINUTE; count += 1) {
      expect(await call()).toMatchObject(refusal('INVALID_ARGUMENT', 'invalid-input'));
    }
    expect(await call()).toMatchObject({
      error: {
        status: 'RESOURCE_EXHAUSTED',
        details: { code: 'too-many-calls', retryAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string },
      },
    });
    idToken = unsignedToken({ sub: 'another', whatsapp_sender: true });
    expect(await call()).toMatchObject(refusal('INVALID_ARGUMENT', 'invalid-input'));
  });
});

it('a link can be started from an app that has a token', async () => {
  expect(await post('startLink', '{"data":{}}')).toMatchObject({
    result: { code: expect.stringMatching(/^LINK /) as string },
  });
});
