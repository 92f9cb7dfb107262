import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallFailedError } from '../../../local/world/call-function.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { digitsIn, Person } from './support/person.ts';
import { startAfresh } from './support/start-afresh.ts';

const ADA = { From: 'whatsapp:+15551110001' };
const GRACE = { From: 'whatsapp:+15551110002' };
const HIDDEN = { From: 'whatsapp:US.hidden0000000000000000001' };
const MINUTE = 60_000;

let world: LocalWorld;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  world = await LocalWorld.start();
});

beforeEach(async () => {
  await startAfresh(world);
  ada = new Person(world, 'ada', ADA);
  grace = new Person(world, 'grace', GRACE);
});

afterAll(() => world.stop());

function mappings() {
  return world.firestore.documents('whatsapp_user_mappings').map(({ data }) => data);
}

/** What an app can key on in each answer: OK, or the error's stable code. */
async function outcomesOf(calls: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const answers = await Promise.allSettled(calls);
  return answers.map((answer) => (answer.status === 'fulfilled' ? 'OK' : codeOf(answer.reason)));
}

function codeOf(error: unknown): string {
  const details = error instanceof CallFailedError ? error.details : undefined;
  const isCoded = typeof details === 'object' && details !== null && 'code' in details;
  return isCoded ? String(details.code) : String(error);
}

describe('a new user', () => {
  it('links, talks, leaves and links again', async () => {
    expect(await ada.text('hi')).toBe('Please link your account: http://127.0.0.1:4000/link');
    const { requestId, code } = await ada.start();
    const question = await ada.text(code);
    expect(question).toMatch(
      /^Demo: a•••@example\.com wants to link this number\. To agree, enter \d{6} in the app\./,
    );
    const confirmationNumber = digitsIn(question);
    expect(await ada.call('confirmLink', { requestId, confirmationNumber })).toMatchObject({
      maskedNumber: '+15 ••• 01',
    });
    await settle(world);
    expect(await ada.announcements()).toBe(1);

    expect(await ada.text('hello')).toBe('');
    expect(await ada.text('STATUS')).toContain('linked to your account of Demo');
    expect(await ada.text('HELP')).toContain('UNLINK ends it');
    expect(await ada.text('UNLINK')).toContain('no longer linked');
    expect(await ada.text('hi')).toContain('Please link your account');
    await ada.link();
    expect(await ada.announcements()).toBe(2);
    const stored = world.firestore.documents('whatsapp_inbound_messages');
    expect(stored.map(({ data }) => data)).toMatchObject([{ user_id: 'ada', body: 'hello', number: 1 }]);
  });

  it('links with a hidden number', async () => {
    const hidden = new Person(world, 'ada', HIDDEN);
    await hidden.link();
    expect(await hidden.announcements()).toBe(1);
  });

  it('refuses on the phone with NO', async () => {
    const claim = await ada.claim();
    expect(await ada.text('NO')).toContain('was not linked');
    expect(await outcomesOf([ada.call('confirmLink', claim)])).toEqual(['link-code-invalid']);
    expect(mappings()).toEqual([]);
  });

  it('cancels in the app, after which code and digits are worthless', async () => {
    const { requestId, code } = await ada.start();
    const confirmationNumber = digitsIn(await ada.text(code));
    expect(await ada.call('cancelLink', { requestId })).toEqual({ canceled: true });
    expect(await outcomesOf([ada.call('confirmLink', { requestId, confirmationNumber })])).toEqual([
      'link-code-invalid',
    ]);
    expect(await grace.text(code)).toContain('unknown or has expired');
  });

  it('finds a code worthless that has lived its ten minutes', async () => {
    const { code } = await ada.start();
    await world.advance(10 * MINUTE + 1000);
    expect(await ada.text(code)).toContain('unknown or has expired');
    const claim = await ada.claim();
    await world.advance(10 * MINUTE + 1000);
    expect(await outcomesOf([ada.call('confirmLink', claim)])).toEqual(['link-code-expired']);
  });

  it('has five tries at the digits', async () => {
    const { requestId, confirmationNumber } = await ada.claim();
    const wrong = confirmationNumber === '000000' ? '000001' : '000000';
    const confirm = (digits: string) => ada.call('confirmLink', { requestId, confirmationNumber: digits });
    for (const remainingAttempts of [4, 3, 2, 1]) {
      await expect(confirm(wrong)).rejects.toMatchObject({
        details: { code: 'confirmation-number-wrong', remainingAttempts },
      });
    }
    await expect(confirm(wrong)).rejects.toMatchObject({ details: { code: 'too-many-attempts' } });
    expect(await outcomesOf([confirm(confirmationNumber)])).toEqual(['link-code-invalid']);
  });
});

describe('somebody who is linked', () => {
  it('is announced nothing after STOP, and everything again after START', async () => {
    expect(await ada.text('STOP')).toContain('no more messages');
    await ada.link();
    expect(await ada.announcements()).toBe(0);
    expect(await ada.text('START')).toContain('again');
    await ada.text('UNLINK');
    await ada.link();
    expect(await ada.announcements()).toBe(1);
  });

  it('moves to another number, and the former one is told', async () => {
    await ada.link();
    const newPhone = new Person(world, 'ada', GRACE);
    await newPhone.link();
    expect(await newPhone.announcements()).toBe(1);
    expect((await ada.received()).at(-1)).toContain('is now linked to another number');
    expect(await ada.text('STATUS')).toContain('not linked to any account');
    expect(mappings()).toMatchObject([{ user_id: 'ada', whatsapp_number: GRACE.From }]);
  });

  it('keeps the number until its holder lets it go', async () => {
    await ada.link();
    const { code } = await grace.start();
    expect(await ada.text(code)).toContain('linked to an account of Demo already');
    expect(await ada.call('unlink')).toEqual({ unlinked: true });
    expect(digitsIn(await ada.text(code))).not.toBe('');
  });
});

describe('at once, over HTTP', () => {
  it('makes one mapping of twenty confirmations, and answers each clearly', async () => {
    const claim = await ada.claim();
    const outcomes = await outcomesOf(Array.from({ length: 20 }, () => ada.call('confirmLink', claim)));
    await settle(world);
    expect(outcomes).toContain('OK');
    expect(outcomes.filter((outcome) => outcome !== 'OK' && outcome !== 'contention')).toEqual([]);
    expect(mappings()).toMatchObject([{ user_id: 'ada' }]);
    expect(await ada.announcements()).toBe(1);
  });

  it('answers five deliveries of one message alike and stores it once', async () => {
    await ada.link();
    const MessageSid = `SM${'7'.repeat(32)}`;
    const replies = await Promise.all(Array.from({ length: 5 }, () => ada.text('once', { MessageSid })));
    expect(replies).toEqual(['', '', '', '', '']);
    expect(world.firestore.documents('whatsapp_inbound_messages')).toHaveLength(1);
  });

  it('answers five deliveries of one code with the same digits', async () => {
    const { requestId, code } = await ada.start();
    const MessageSid = `SM${'8'.repeat(32)}`;
    const questions = await Promise.all(Array.from({ length: 5 }, () => ada.text(code, { MessageSid })));
    const digits = new Set(questions.map(digitsIn));
    expect(digits.size).toBe(1);
    await ada.call('confirmLink', { requestId, confirmationNumber: [...digits][0] });
    expect(mappings()).toHaveLength(1);
  });

  it('gives a number that two users claim to one of them', async () => {
    const graceWithAdasPhone = new Person(world, 'grace', ADA);
    const claims = [await ada.claim(), await graceWithAdasPhone.claim()] as const;
    const outcomes = await outcomesOf([
      ada.call('confirmLink', claims[0]),
      grace.call('confirmLink', claims[1]),
    ]);
    await settle(world);
    expect(outcomes.filter((outcome) => outcome === 'OK')).toHaveLength(1);
    expect(['number-already-linked', 'contention', 'link-code-invalid']).toContain(
      outcomes.find((outcome) => outcome !== 'OK'),
    );
    expect(mappings()).toHaveLength(1);
    expect(await ada.announcements()).toBe(1);
  });
});
