import { capturedOutput } from './support/captured-output.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductBackend } from '../../../local/product/product-backend.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { CALLS_PER_MINUTE, EventfulLife, REPROOF_AFTER_DAYS } from './support/eventful-life.ts';
import { Exposures, type Place } from './support/exposures.ts';
import { FORWARD_TOKEN, privateValues, REPLY, TEMPLATE } from './support/private-values.ts';

/** Twilio's list is asked by the parties of a message, and what the product has put into its address is its own. */
const necessary = [
  /(?<=^Twilio .*\/Messages\.json\?.*)\b(?:To|From)=[^&]*/g,
  /(?<=^product \/linkline\?)token=.*/g,
];
const failures = [
  'webhook-failed',
  'webhook-rejected',
  'callable-failed',
  'trigger-failed',
  'task-failed',
  'forward-failed',
  'twilio-request-failed',
];
const refusals = [
  'invalid-input',
  'confirmation-number-wrong',
  'link-code-invalid',
  'too-many-calls',
  'token-revoked',
  'account-unavailable',
  'unexpected',
];
const passages = [
  'whatsapp_events/link-suspended-',
  'whatsapp_erasures/',
  'whatsapp_outbound_messages/news-for-nobody',
  'whatsapp_outbound_messages/news-after-ages',
];

let world: LocalWorld;
/** In place of the world's own, whose address has no token in it. */
let product: ProductBackend;
/** What was stored at any time. */
const stored: unknown[] = [];
const exposures = new Exposures();
const planted = privateValues();

beforeAll(async () => {
  product = await ProductBackend.start({
    signingSecret: localIdentity.forwardSigningSecret,
    now: () => world.clock.now(),
    reply: () => [{ body: REPLY }, { body: REPLY, fallback_template: TEMPLATE }],
  });
  world = await LocalWorld.start({
    parameters: {
      LOG_LEVEL: 'debug',
      FORWARD_URL: `${product.url}?token=${FORWARD_TOKEN}`,
      CALLS_PER_MINUTE: String(CALLS_PER_MINUTE),
      REPROOF_AFTER_DAYS: String(REPROOF_AFTER_DAYS),
    },
  });
  world.firestore.onCommit((changes) => stored.push(changes));
  exposures.watchActivity(world.activity);
  exposures.watchHttp({ peers: peers(), necessary });
  await new EventfulLife({ world, product, planted, exposures }).live();
  exposures.add('printed text', ...capturedOutput);
});

afterAll(async () => {
  await world.stop();
  await product.stop();
});

function peers() {
  return {
    functions: new URL(world.functionsBaseUrl).host,
    product: new URL(product.url).host,
    Twilio: new URL(world.simulator.url).host,
    'Cloud Tasks': world.tasks.address,
    Auth: world.auth.address,
    Firestore: `${world.firestore.host}:${world.firestore.port}`,
  };
}

function missingIn(place: Place, parts: readonly string[]): readonly string[] {
  const texts = exposures.at(place);
  return parts.filter((part) => !texts.some((text) => text.includes(part)));
}

describe('personal data', () => {
  it('is in what this run stored, sent and was configured with: the search finds every value', () => {
    const parts = [stored, world.simulator.messages(), process.env, world.signIn('ada').user];
    expect(planted.all().length).toBeGreaterThan(12);
    expect(planted.givenAwayBy(JSON.stringify(parts))).toEqual(planted.all());
  });

  it.each<[Place, number]>([
    ['log line', 50],
    ['metric', 50],
    ['printed text', 1],
    ['error of a callable', 5],
    ['error of a command', 2],
    ['document path', 20],
    ['task', 10],
    ['task payload', 10],
    ['address of a request', 20],
    ['header', 50],
  ])('is in no %s', (place, least) => {
    const texts = exposures.at(place);
    expect(texts.length).toBeGreaterThan(least);
    expect(planted.leaksIn(texts)).toEqual([]);
  });

  it('was looked for while everything failed, was refused, changed hands and was erased', () => {
    expect(missingIn('log line', failures)).toEqual([]);
    expect(missingIn('error of a callable', refusals)).toEqual([]);
    expect(missingIn('document path', passages)).toEqual([]);
    const story = JSON.stringify(stored);
    const outcomes = ['suspended', 'reproof_required', 'invalid-document'];
    expect(outcomes.filter((outcome) => !story.includes(`"${outcome}"`))).toEqual([]);
    expect(missingIn('log line', ['"outcome":"suspended"', '"use_case":"erase-user"'])).toEqual([]);
    expect(missingIn('address of a request', ['Twilio /2010-04-01/Accounts/'])).toEqual([]);
  });

  it('was looked for in the headers of everything that comes in and goes out', () => {
    const requests = Object.keys(peers()).map((peer) => `${peer} request `);
    const responses = Object.keys(peers()).map((peer) => `${peer} response `);
    expect(missingIn('header', [...requests, ...responses])).toEqual([]);
    expect(missingIn('header', ['ce-id: ', 'ce-subject: users/', 'x-cloudtasks-taskname: '])).toEqual([]);
    expect(missingIn('header', ['webhook-id: link-suspended-', 'x-twilio-signature: '])).toEqual([]);
  });

  it('would be redacted in a tag, and nothing had to be', () => {
    expect(exposures.at('metric').filter((sample) => sample.includes('[redacted]'))).toEqual([]);
  });
});

describe('a task', () => {
  it('carries ids and the number of a step, nothing else', () => {
    const fields = exposures.at('task payload').flatMap((payload) => Object.entries(dataOf(payload)));
    const names = new Set(fields.map(([name]) => name));
    expect([...names].sort()).toEqual(['eventId', 'messageId', 'messageSid', 'step', 'userId']);
    const others = fields.filter(([name, value]) => name !== 'step' && value !== null);
    expect(others.filter(([, value]) => !/^[\w-]{1,128}$/.test(String(value)))).toEqual([]);
  });
});

function dataOf(payload: string): Readonly<Record<string, unknown>> {
  // the form is Cloud Tasks': https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create
  const { task } = JSON.parse(payload) as { task: { httpRequest: { body: string } } };
  // the form is that of firebase-functions
  const { data } = JSON.parse(Buffer.from(task.httpRequest.body, 'base64').toString()) as {
    data: Record<string, unknown>;
  };
  return data;
}
