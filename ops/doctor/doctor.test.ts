import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { localIdentity } from '../../local/world/local-identity.ts';
import { allChecks } from './checks/all-checks.ts';
import { DoctorWorld } from './testing/doctor-world.ts';
import { projectPlants } from './testing/project-plants.ts';
import { OTHER_TOKEN, SERVICE, twilioPlants } from './testing/twilio-plants.ts';

const plants = [...projectPlants, ...twilioPlants];

let world: DoctorWorld;

beforeAll(async () => {
  world = await DoctorWorld.start();
});

afterEach(() => world.heal());
afterAll(() => world.stop());

/** Whatever the doctor says may be shown to anybody. */
const PRIVATE = [
  localIdentity.authToken,
  OTHER_TOKEN,
  localIdentity.linkCodeKey,
  localIdentity.addressKey,
  localIdentity.forwardSigningSecret,
  localIdentity.sender.replace('whatsapp:+', ''),
];

describe('what the doctor finds', () => {
  it('is shown for every check', () => {
    expect(new Set(plants.map(({ check }) => check))).toEqual(new Set(allChecks.map(({ name }) => name)));
  });

  it('is nothing where nothing is wrong', async () => {
    const { exitCode, findings, healthy } = await world.examine();
    expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
    expect(healthy).toEqual(allChecks.map(({ name }) => name));
  });

  it('is asked of Twilio once, however many checks want to know it', async () => {
    const asked: string[] = [];
    const end = world.simulator.onTraffic(({ summary }) => asked.push(summary));
    world.deploy({ TWILIO_MESSAGING_SERVICE_SID: SERVICE });
    world.simulator.channels.changeService(SERVICE, {});
    await world.examine();
    end();
    expect(asked.length).toBeGreaterThan(3);
    expect(asked).toEqual([...new Set(asked)]);
  });

  it.each(plants)('is $name, and its fix', async ({ plant, check, problem, fix }) => {
    plant(world);
    const { exitCode, findings } = await world.examine();
    const wrong = findings.filter((finding) => !finding.includes(' cannot tell: '));
    expect(wrong).toEqual([expect.stringContaining(`${check} wrong: `)]);
    expect(wrong[0]?.split(' → ')).toEqual([expect.stringContaining(problem), expect.stringContaining(fix)]);
    expect(exitCode).toBe(1);
    for (const secret of PRIVATE) expect(findings.join('\n')).not.toContain(secret);
  });

  it.each([
    ['linking by the code alone', () => world.deploy({ LINK_CONFIRMATION: 'off' }), 'parameters'],
    [
      'a database far away',
      () => world.change({ database: { id: '(default)', location: 'eur3' } }),
      'firestore',
    ],
  ])('is %s, as a warning that lets a build pass', async (_name, plant, check) => {
    plant();
    const { exitCode, findings } = await world.examine();
    expect(findings).toEqual([expect.stringContaining(`${check} warning: `)]);
    expect(exitCode).toBe(0);
  });

  it('is that the settings of the sandbox cannot be read, and what to set by hand', async () => {
    world.deploy({ TWILIO_SENDER: 'whatsapp:+14155238886' });
    const { findings } = await world.examine();
    expect(findings).toContainEqual(
      expect.stringMatching(/^twilio-sender cannot tell: .* → Twilio console .*twilioWebhook#rc=3/),
    );
  });
});

describe('the command line', () => {
  it('tells people in a table, with the fix below the problem', async () => {
    world.change({ rules: null });
    const { exitCode, stdout } = await world.run('--local');
    expect(stdout).toMatch(/^Firestore rules +wrong +No rules are deployed.*\n +→ copy the block/m);
    expect(stdout).toMatch(/^Twilio sender +ok$/m);
    expect(exitCode).toBe(1);
  });

  it.each([
    {
      commandLine: '--project demo-linkline',
      api: 'http://127.0.0.1:1',
      exitCode: 3,
      says: 'Twilio does not answer',
    },
    { commandLine: '--local', firestore: '127.0.0.1:1', exitCode: 3, says: 'npm start' },
    { commandLine: '--json', exitCode: 2, says: '--project <id>' },
    { commandLine: '--everything', exitCode: 2, says: '--everything' },
    { commandLine: '--help', exitCode: 0, says: 'Exit codes' },
  ])('ends with $exitCode: $commandLine', async ({ commandLine, exitCode, says, api, firestore }) => {
    if (api !== undefined) world.deploy({ TWILIO_API_BASE_URL: api });
    if (firestore !== undefined) world.set({ FIRESTORE_EMULATOR_HOST: firestore });
    const answer = await world.run(commandLine);
    expect(answer.stdout + answer.stderr).toContain(says);
    expect(answer.exitCode).toBe(exitCode);
  });
});
