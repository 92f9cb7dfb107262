import { localIdentity } from '../../../local/world/local-identity.ts';
import type { Plant } from './plant.ts';

const without = <One extends { readonly name: string }>(all: readonly One[], name: string) =>
  all.filter((one) => one.name !== name);
const withState = <One extends { readonly name: string }>(all: readonly One[], name: string, state: string) =>
  all.map((one) => (one.name === name ? Object.assign({}, one, { state }) : one));

/** In the project: parameters, secrets, and what was deployed. */
export const projectPlants: readonly Plant[] = [
  {
    name: 'a parameter of the wrong form',
    plant: (world) => world.deploy({ LINK_PAGE_URL: 'app.example.com' }),
    check: 'parameters',
    problem: 'LINK_PAGE_URL is not a whole https:// address',
    fix: 'functions/.env.demo-linkline',
  },
  {
    name: 'a parameter left out',
    plant: (world) => world.deploy({ PRODUCT_NAME: '' }),
    check: 'parameters',
    problem: 'PRODUCT_NAME is missing',
    fix: "echo 'PRODUCT_NAME=…' >> functions/.env.demo-linkline",
  },
  {
    name: 'parameters that contradict each other',
    plant: (world) => world.deploy({ MESSAGE_RETRY_DELAY_SECONDS: '900' }),
    check: 'parameters',
    problem: 'MESSAGE_MAX_DELAY_SECONDS is less than MESSAGE_RETRY_DELAY_SECONDS',
    fix: 'functions/.env.demo-linkline',
  },
  {
    name: 'a database that firebase.json does not deploy to',
    plant: (world) => {
      world.deploy({ FIRESTORE_DATABASE: 'links' });
      world.change({ database: { id: 'links', location: localIdentity.region } });
    },
    check: 'parameters',
    problem: 'FIRESTORE_DATABASE is links',
    fix: 'functions/.env.demo-linkline',
  },
  {
    name: 'a parameter set after the deployment',
    plant: (world) => world.set({ ACKNOWLEDGE_TEXT: 'Thanks' }),
    check: 'functions',
    problem: 'ACKNOWLEDGE_TEXT was changed since the functions were deployed',
    fix: 'npm run deploy -- --project demo-linkline',
  },
  {
    name: 'a secret never set',
    plant: (world) => world.setSecret('LINK_CODE_KEY', '', []),
    check: 'secrets',
    problem: 'LINK_CODE_KEY has no value',
    fix: 'openssl rand -hex 32 | npx firebase-tools@',
  },
  {
    name: 'a disabled secret',
    plant: (world) =>
      world.setSecret('FORWARD_SIGNING_SECRET', localIdentity.forwardSigningSecret, ['DISABLED']),
    check: 'secrets',
    problem: 'The newest version of FORWARD_SIGNING_SECRET is disabled',
    fix: 'functions:secrets:set FORWARD_SIGNING_SECRET',
  },
  {
    name: 'a secret too short to be one',
    plant: (world) => world.setSecret('LINK_CODE_KEY', 'secret'),
    check: 'secrets',
    problem: 'LINK_CODE_KEY is shorter than 32 characters',
    fix: 'functions:secrets:set LINK_CODE_KEY',
  },
  {
    name: 'a secret set after the deployment',
    plant: (world) => world.setSecret('LINK_CODE_KEY', localIdentity.linkCodeKey, ['ENABLED', 'ENABLED']),
    check: 'secrets',
    problem: 'LINK_CODE_KEY was changed since the functions were deployed',
    fix: 'npm run deploy',
  },
  {
    name: 'a clock that is ahead',
    plant: (world) => world.setClockAhead(600_000),
    check: 'clock',
    problem: 'seconds ahead',
    fix: 'timedatectl',
  },
  {
    name: 'no database',
    plant: (world) => world.change({ database: { id: 'other', location: localIdentity.region } }),
    check: 'firestore',
    problem: 'There is no database (default)',
    fix: 'gcloud firestore databases create',
  },
  {
    name: 'an index not deployed',
    plant: (world) => world.change({ indexes: world.project.indexes.slice(1) }),
    check: 'indexes',
    problem: 'The index whatsapp_events: state, next_at is not deployed',
    fix: 'deploy --only firestore:indexes',
  },
  {
    name: 'an index that is being built',
    plant: (world) => {
      const [first, ...others] = world.project.indexes;
      if (first) world.change({ indexes: [{ ...first, state: 'CREATING' }, ...others] });
    },
    check: 'indexes',
    problem: 'is CREATING',
    fix: 'wait',
  },
  {
    name: 'a TTL policy that is missing',
    plant: (world) => {
      const fields = world.project.fields.filter((one) => one.collectionGroup !== 'whatsapp_contacts');
      world.change({ fields });
    },
    check: 'time-to-live',
    problem: 'whatsapp_contacts.delete_at',
    fix: 'deploy --only firestore:indexes',
  },
  {
    name: 'no rules',
    plant: (world) => world.change({ rules: null }),
    check: 'rules',
    problem: 'No rules are deployed',
    fix: 'firestore.rules',
  },
  {
    name: 'rules without our block',
    plant: (world) =>
      world.change({ rules: 'match /users/{uid} { allow read: if request.auth.uid == uid; }' }),
    check: 'rules',
    problem: 'no block for whatsapp_links',
    fix: 'firestore.rules',
  },
  {
    name: 'rules of the test mode',
    plant: (world) =>
      world.change({
        rules: `${world.project.rules}
          match /{document=**} { allow read, write: if request.time < timestamp.date(2030, 1, 1); }`,
      }),
    check: 'rules',
    problem: 'open every document to everybody',
    fix: 'match /{document=**}',
  },
  {
    name: 'a function that was not deployed',
    plant: (world) => world.change({ functions: without(world.project.functions, 'sweepMessages') }),
    check: 'functions',
    problem: 'sweepMessages is not deployed',
    fix: 'npm run deploy',
  },
  {
    name: 'a function in another region',
    plant: (world) => {
      const region = 'europe-west1';
      const elsewhere = { name: 'unlink', region, state: 'ACTIVE' };
      world.change({ functions: [...without(world.project.functions, 'unlink'), elsewhere] });
    },
    check: 'functions',
    problem: 'unlink is in europe-west1, not in us-central1',
    fix: 'npm run deploy',
  },
  {
    name: 'a function that does not start',
    plant: (world) => world.change({ functions: withState(world.project.functions, 'startLink', 'FAILED') }),
    check: 'functions',
    problem: 'startLink is FAILED',
    fix: 'functions:log --only startLink',
  },
  {
    name: 'no queue',
    plant: (world) => world.change({ queues: without(world.project.queues, 'deliverEvent') }),
    check: 'queues',
    problem: 'The queue deliverEvent does not exist',
    fix: 'npm run deploy',
  },
  {
    name: 'a queue that is paused',
    plant: (world) =>
      world.change({ queues: withState(world.project.queues, 'sendOutboundMessage', 'PAUSED') }),
    check: 'queues',
    problem: 'The queue sendOutboundMessage is PAUSED',
    fix: 'gcloud tasks queues resume sendOutboundMessage',
  },
  {
    name: 'a queue that is faster than the sender',
    plant: (world) => world.deploy({ SENDER_MESSAGES_PER_SECOND: '10' }),
    check: 'queues',
    problem: 'sends 80 messages a second; SENDER_MESSAGES_PER_SECOND is 10',
    fix: '--max-dispatches-per-second 10',
  },
  {
    name: 'a job that is paused',
    plant: (world) => {
      const job = 'firebase-schedule-sweepMessages-us-central1';
      world.change({ jobs: withState(world.project.jobs, job, 'PAUSED') });
    },
    check: 'schedules',
    problem: 'sweepMessages-us-central1 is PAUSED',
    fix: 'gcloud scheduler jobs resume',
  },
];
