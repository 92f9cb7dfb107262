import { capturedOutput } from './support/captured-output.ts';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductBackend } from '../../../local/product/product-backend.ts';
import type { Activity } from '../../../local/world/activity.ts';
import { CallFailedError } from '../../../local/world/call-function.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { letPass } from '../../../local/world/let-pass.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { breakCommitAfter } from './support/break-commit-after.ts';
import { digitsIn, Person } from './support/person.ts';
import { PlantedValues } from './support/planted-values.ts';
import { requestNames } from './support/request-names.ts';

const PHONE = '+15551119876';
const ID = 'US.veryhidden000000000000001';
const PROFILE_NAME = 'Wilhelmina Zephyrine';
const TEXT = 'my doctor says it is serious';
const REPLY = 'come to room Aldebaran at once';
const NEWS = 'your results are positive';
const VARIABLE = 'Professor Quillfeather';
const FORWARD_TOKEN = 'a-token-in-the-address';
const TEMPLATE = { content_sid: 'HX00000000000000000000000000000002', variables: { 1: VARIABLE } };
const MINUTE = 60_000;

const bothAddresses = {
  From: `whatsapp:${PHONE}`,
  ExternalUserId: `whatsapp:${ID}`,
  ProfileName: PROFILE_NAME,
};
const hiddenAddress = { From: `whatsapp:${ID}`, ProfileName: PROFILE_NAME };

let world: LocalWorld;
/** In place of the world's own, whose address has no token in it. */
let product: ProductBackend;
let names: readonly string[];
const seen: Activity[] = [];
const errorAnswers: string[] = [];
const planted = new PlantedValues();

planted.plant(PHONE.slice(1), ID, PROFILE_NAME, 'Zephyrine', TEXT, 'doctor');
planted.plant(localIdentity.authToken, localIdentity.linkCodeKey, localIdentity.addressKey);
planted.plant('ada@example.com', 'a•••@example.com');
planted.plant(REPLY, 'Aldebaran', NEWS, VARIABLE, 'Quillfeather', FORWARD_TOKEN);
planted.plant(localIdentity.forwardSigningSecret, localIdentity.forwardSigningSecret.replace('whsec_', ''));

beforeAll(async () => {
  product = await ProductBackend.start({
    signingSecret: localIdentity.forwardSigningSecret,
    now: () => world.clock.now(),
    reply: () => [{ body: REPLY }, { body: REPLY, fallback_template: TEMPLATE }],
  });
  world = await LocalWorld.start({
    parameters: { LOG_LEVEL: 'debug', FORWARD_URL: `${product.url}?token=${FORWARD_TOKEN}` },
  });
  const others = new Set([world.simulator.url, product.url].map((url) => new URL(url).host));
  names = requestNames((host) => !others.has(host));
  world.activity.subscribe((activity) => seen.push(activity));
  await linkWithFailures();
  await converse();
  await talkAndLeave();
  await breakEverything();
});

afterAll(async () => {
  await world.stop();
  await product.stop();
});

async function linkWithFailures(): Promise<void> {
  const ada = new Person(world, 'ada', bothAddresses);
  const grace = new Person(world, 'grace', bothAddresses);
  await ada.text(TEXT);
  const { requestId, code } = await ada.start();
  const claim = { requestId, confirmationNumber: digitsIn(await ada.text(code)) };
  planted.plant(code, code.replace('LINK ', ''), claim.confirmationNumber);
  await fails(ada.call('confirmLink', { ...claim, confirmationNumber: '000000' }));
  await fails(grace.call('confirmLink', claim));
  await fails(ada.call('confirmLink', { requestId: PHONE, confirmationNumber: TEXT }));
  world.simulator.faults.inject({ create: 'reset-before' });
  breakCommitAfter(world, 'whatsapp_user_mappings', 'before');
  await ada.call('confirmLink', claim);
  await letPass(world, 20 * MINUTE);
}

async function converse(): Promise<void> {
  const ada = new Person(world, 'ada', bothAddresses);
  product.faults.inject({ kind: 'down' }, { kind: 'status', status: 500 }, { kind: 'garbage' });
  await ada.text(TEXT);
  const outbox = getFirestore().collection('whatsapp_outbound_messages');
  for (const create of ['garbled', 'throttle', 'reset-before'] as const) {
    world.simulator.faults.inject({ create });
  }
  world.simulator.faults.inject({ asyncError: 63_016 });
  await outbox.doc('news-of-the-day').create({ user_id: 'ada', body: NEWS, fallback_template: TEMPLATE });
  await outbox.doc('template-of-the-day').create({ user_id: 'ada', template: TEMPLATE });
  await outbox.doc('news-with-mistakes').create({ user_id: 'ada', body: NEWS, [VARIABLE]: NEWS });
  await letPass(world, 20 * MINUTE);
  breakAfterTwilioTook();
  await outbox.doc('news-that-fails').create({ user_id: 'ada', body: NEWS });
  await settle(world);
  expect(product.received.some(({ content }) => content.type === 'message.received')).toBe(true);
  expect((await ada.received()).join()).toContain(REPLY);
}

/** The answer to the next message is not stored. */
function breakAfterTwilioTook(): void {
  const stop = world.simulator.onMessage(({ via }) => {
    if (via !== 'api') return;
    stop();
    world.firestore.faults.inject({ method: 'commit', when: 'before', code: 'DATA_LOSS' });
  });
}

async function talkAndLeave(): Promise<void> {
  const ada = new Person(world, 'ada', bothAddresses);
  const hidden = new Person(world, 'ada', hiddenAddress);
  for (const word of [TEXT, 'STATUS', 'HELP', 'STOP', TEXT, 'START']) await hidden.text(word);
  await hidden.text('LINK ZZZZ-ZZZZ');
  await ada.call('unlink');
  world.simulator.faults.inject({ create: 'error', code: 21_211 });
  await ada.link();
  await new Person(world, 'ada', { From: 'whatsapp:+15551110009' }).link();
  await hidden.text('UNLINK');
}

async function breakEverything(): Promise<void> {
  const ada = new Person(world, 'ada', bothAddresses);
  await ada.send(TEXT, { AccountSid: `AC${'9'.repeat(32)}` });
  await ada.send(TEXT, { From: PHONE });
  world.firestore.faults.inject({ method: 'commit', when: 'before', code: 'DATA_LOSS', times: 100 });
  await ada.send(TEXT);
  await fails(ada.call('startLink'));
  world.firestore.faults.clear();
  await getFirestore().doc('whatsapp_links/ada').set({ linked: PHONE, request: TEXT });
  await fails(ada.call('startLink'));
  const unreadable = { to: PHONE, body: TEXT, user_id: PROFILE_NAME, attempts: [TEXT] };
  await getFirestore().doc('whatsapp_outbound_messages/broken-by-hand').create(unreadable);
  await settle(world);
}

async function fails(call: Promise<unknown>): Promise<void> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CallFailedError)) throw new Error('This call was meant to be refused.');
  const { httpStatus, status, message, details } = error;
  errorAnswers.push(JSON.stringify({ httpStatus, status, message, details }));
}

function seenOf(kind: Activity['kind']): readonly string[] {
  return seen.filter((activity) => activity.kind === kind).map((activity) => JSON.stringify(activity));
}

describe('personal data', () => {
  it('is in what this run stored, sent and was configured with: the search finds every value', () => {
    const parts = [world.firestore.documents(), world.simulator.messages(), process.env];
    const everything = `${JSON.stringify(parts)}${JSON.stringify(world.signIn('ada').user)}`;
    expect(planted.all().length).toBeGreaterThan(12);
    expect(planted.givenAwayBy(everything)).toEqual(planted.all());
  });

  it('is in no log line', () => {
    const logs = seenOf('log');
    expect(logs.length).toBeGreaterThan(50);
    const failures = [
      'webhook-failed',
      'webhook-rejected',
      'callable-failed',
      'trigger-failed',
      'task-failed',
      'forward-failed',
      'twilio-request-failed',
    ];
    expect(failures.filter((event) => !logs.some((line) => line.includes(event)))).toEqual([]);
    expect(planted.leaksIn(logs)).toEqual([]);
  });

  it('is in nothing that anybody prints besides', () => {
    expect(capturedOutput.length).toBeGreaterThan(5);
    expect(planted.leaksIn(capturedOutput)).toEqual([]);
  });

  it('is in no metric', () => {
    const metrics = seenOf('metric');
    expect(metrics.length).toBeGreaterThan(50);
    expect(planted.leaksIn(metrics)).toEqual([]);
    expect(metrics.filter((sample) => sample.includes('[redacted]'))).toEqual([]);
  });

  it('is in no error that an app is answered', () => {
    expect(errorAnswers.length).toBeGreaterThan(4);
    expect(planted.leaksIn(errorAnswers)).toEqual([]);
  });

  it('is in no resource name: documents, tasks, events, addresses of requests', () => {
    const paths = seen.flatMap((activity) => (activity.kind === 'document' ? [activity.path] : []));
    const tasks = seenOf('task');
    for (const list of [paths, tasks, names]) expect(list.length).toBeGreaterThan(5);
    expect(names.some((name) => name.startsWith('ce-'))).toBe(true);
    expect(names.some((name) => name.startsWith('x-cloudtasks-taskname: '))).toBe(true);
    expect(planted.leaksIn([...paths, ...tasks, ...names])).toEqual([]);
  });
});
