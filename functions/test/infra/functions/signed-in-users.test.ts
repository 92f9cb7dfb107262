import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unsignedToken } from '../../../../local/auth/unsigned-token.ts';
import { LocalWorld } from '../../../../local/world/local-world.ts';
import { HOUR, SECOND } from '../../../src/domain/shared/clock.ts';
import { Person } from '../../end-to-end/support/person.ts';

type Claims = Readonly<Record<string, unknown>>;

let world: LocalWorld;
let phone: Person;

beforeAll(async () => {
  world = await LocalWorld.start();
  phone = new Person(world, 'ada', { From: 'whatsapp:+15551110001' });
});

beforeEach(() => {
  world.firestore.clear();
  world.simulator.reset();
});
afterAll(() => world.stop());

const nowInSeconds = () => Math.floor(world.clock.now() / SECOND);

/** Starts a link with an ID token that holds these claims, besides a sign-in of just now. */
async function startLink(claims: Claims = {}, data: object = {}): Promise<string> {
  const token = unsignedToken({ sub: 'ada', auth_time: nowInSeconds(), ...claims });
  // what startLink answers is held by the test of the callables
  const { code } = (await world.call('startLink', data, token)) as { code: string };
  return code;
}

async function question(claims: Claims): Promise<string> {
  return phone.text(await startLink(claims));
}

describe('whose account the chat says it is', () => {
  const email = 'ada@example.com';

  it('a verified e-mail address, masked', async () => {
    const text = await question({ email, email_verified: true, phone_number: '+4915112345667' });
    expect(text).toContain('Demo: a•••@example.com wants to link this number');
  });

  it.each([
    ['not verified', { email, email_verified: false }],
    ['not said to be verified', { email }],
    ['said to be verified by a text', { email, email_verified: 'true' }],
  ])('never an e-mail address that is %s: anyone can set one', async (_, claims) => {
    const text = await question(claims);
    expect(text).toContain('Demo wants to link this number');
    expect(text).not.toContain('example.com');
  });

  it('the phone number, masked, where no e-mail address is verified', async () => {
    const text = await question({ email, email_verified: false, phone_number: '+4915112345667' });
    expect(text).toContain('Demo: +49 ••• 67 wants to link this number');
    expect(text).not.toContain('15112345');
  });
});

describe('the language of the app', () => {
  it('is that of the question where the chat speaks it', async () => {
    expect(await phone.text(await startLink({}, { locale: 'de-AT' }))).toContain(
      'möchte diese Nummer verknüpfen',
    );
    expect(await phone.text(await startLink({}, { locale: 'zh-Hant-TW' }))).toContain(
      'wants to link this number',
    );
  });

  it.each(['', 'de AT', 'x'.repeat(65), 7, null])('is none of a locale that is %j', async (locale) => {
    await expect(startLink({}, { locale })).rejects.toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});

describe('users who may not start a link', () => {
  const refusal = (status: string, code: string) => ({ status, details: { code } });

  it('those who have not signed up', async () => {
    const anonymous = startLink({ firebase: { identities: {}, sign_in_provider: 'anonymous' } });
    await expect(anonymous).rejects.toMatchObject(refusal('PERMISSION_DENIED', 'anonymous-user'));
    await expect(startLink({ firebase: { sign_in_provider: 'password' } })).resolves.toMatch(/^LINK /);
  });

  it('those who have a link and signed in long ago, or nobody knows when', async () => {
    const signedInLongAgo = () => ({ auth_time: nowInSeconds() - HOUR / SECOND });
    await expect(startLink(signedInLongAgo())).resolves.toMatch(/^LINK /);
    await phone.link();
    const tooLongAgo = refusal('FAILED_PRECONDITION', 'recent-sign-in-required');
    await expect(startLink(signedInLongAgo())).rejects.toMatchObject(tooLongAgo);
    await expect(startLink({ auth_time: undefined })).rejects.toMatchObject(tooLongAgo);
    await expect(startLink()).resolves.toMatch(/^LINK /);
  });

  it.each(['a/b', '.', '..', '__x__', 'a'.repeat(129)])(
    'those whose id %j names no document',
    async (sub) => {
      await expect(startLink({ sub })).rejects.toMatchObject(
        refusal('FAILED_PRECONDITION', 'unsupported-user-id'),
      );
      expect(world.firestore.documents()).toEqual([]);
    },
  );

  it.each(['a.b', '...', '__x', 'x__', 'a'.repeat(128)])('but not those whose id is %j', async (sub) => {
    await expect(startLink({ sub })).resolves.toMatch(/^LINK /);
  });
});
