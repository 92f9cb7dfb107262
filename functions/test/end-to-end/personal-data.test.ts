import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Activity } from '../../../local/world/activity.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { Person } from './support/person.ts';

const PHONE = '+15551119876';
const ID = 'US.veryhidden000000000000001';
const PROFILE_NAME = 'Wilhelmina Zephyrine';
const TEXT = 'my doctor says it is serious';

let world: LocalWorld;
const printed: string[] = [];
const seen: Activity[] = [];
const planted = new Set<string>([
  PHONE.slice(1),
  ID,
  PROFILE_NAME,
  'Zephyrine',
  TEXT,
  'doctor',
  localIdentity.authToken,
  localIdentity.linkCodeKey,
  localIdentity.addressKey,
  'ada@example.com',
  'a•••@example.com',
]);

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  }
  world = await LocalWorld.start({ parameters: { LOG_LEVEL: 'debug' } });
  world.activity.subscribe((activity) => seen.push(activity));
  await liveThroughEverything();
});

afterAll(async () => {
  await world.stop();
  vi.restoreAllMocks();
});

/** Every way through the linking protocol, with failures, so that every log line of it is written. */
async function liveThroughEverything(): Promise<void> {
  const both = { From: `whatsapp:${PHONE}`, ExternalUserId: `whatsapp:${ID}`, ProfileName: PROFILE_NAME };
  const ada = new Person(world, 'ada', both);
  const hidden = new Person(world, 'ada', { From: `whatsapp:${ID}`, ProfileName: PROFILE_NAME });
  const grace = new Person(world, 'grace', both);
  await ada.text(TEXT);
  const claim = await ada.claim();
  planted.add(claim.confirmationNumber);
  planted.add(((await grace.start()).code.match(/\w{4}-\w{4}/) ?? [''])[0]);
  await fails(ada.call('confirmLink', { ...claim, confirmationNumber: '000000' }));
  await fails(grace.call('confirmLink', claim));
  await fails(ada.call('confirmLink', { requestId: PHONE, confirmationNumber: TEXT }));
  world.simulator.faults.inject({ create: 'reset-after' });
  await ada.call('confirmLink', claim);
  await world.idle();
  await world.advance(20 * 60_000);
  for (const word of [TEXT, 'STATUS', 'HELP', 'STOP', TEXT, 'START']) await hidden.text(word);
  await grace.text('LINK ZZZZ-ZZZZ');
  world.simulator.faults.inject({ create: 'error', code: 21_211, status: 400 });
  await ada.call('unlink');
  await ada.link();
  await hidden.text('UNLINK');
  await world.simulator.receive({ ...both, Body: TEXT, AccountSid: `AC${'9'.repeat(32)}` });
  world.firestore.faults.inject({ method: 'commit', when: 'before', code: 'DATA_LOSS', times: 100 });
  await world.simulator.receive({ ...both, Body: TEXT });
  await fails(grace.call('startLink'));
  world.firestore.faults.clear();
  await world.idle();
}

async function fails(call: Promise<unknown>): Promise<void> {
  await call.then(
    () => Promise.reject(new Error('This call was meant to fail.')),
    () => undefined,
  );
}

/** The planted values that a text gives away; digits count as whole words only, since every time stamp is full of digits. */
function givenAwayBy(text: string): readonly string[] {
  return [...planted].filter((value) =>
    /^\d{6}$/.test(value) ? new RegExp(`\\b${value}\\b`).test(text) : value !== '' && text.includes(value),
  );
}

describe('personal data', () => {
  it('is in the documents and messages of this run, where the search finds it', () => {
    const everything = JSON.stringify([world.firestore.documents(), world.simulator.messages()]);
    expect(givenAwayBy(everything)).toEqual(expect.arrayContaining([PHONE.slice(1), ID, PROFILE_NAME, TEXT]));
  });

  it('is in no log line', () => {
    const logs = seen.filter(({ kind }) => kind === 'log').map((log) => JSON.stringify(log));
    expect(logs.length).toBeGreaterThan(50);
    expect(logs.filter((line) => givenAwayBy(line).length > 0)).toEqual([]);
    expect(logs.some((line) => line.includes('webhook-failed'))).toBe(true);
  });

  it('is in nothing that the process printed', () => {
    expect(printed.filter((text) => givenAwayBy(text).length > 0)).toEqual([]);
  });

  it('is in no metric', () => {
    const metrics = seen.filter(({ kind }) => kind === 'metric').map((metric) => JSON.stringify(metric));
    expect(metrics.length).toBeGreaterThan(50);
    expect(metrics.filter((sample) => givenAwayBy(sample).length > 0)).toEqual([]);
    expect(metrics.filter((sample) => sample.includes('[redacted]'))).toEqual([]);
  });

  it('is in no resource name: documents, tasks', () => {
    const names = seen.flatMap((activity) => {
      if (activity.kind === 'document') return [activity.path];
      return activity.kind === 'task' ? [activity.detail] : [];
    });
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => givenAwayBy(name).length > 0)).toEqual([]);
  });
});
