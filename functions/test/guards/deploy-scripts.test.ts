import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { deployCommand } from '../../../scripts/deploy-command.ts';
import { parseDeployOptions } from '../../../scripts/deploy-options.ts';
import { FIREBASE_TOOLS } from '../../../scripts/firebase-cli.ts';
import { runCommand } from '../../../scripts/run-command.ts';
import { secretProblems } from '../../../scripts/secret-problems.ts';
import { uploadedFiles } from '../../../scripts/uploaded-files.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));
const [codebase] = z
  .object({
    functions: z.tuple([
      z.object({ codebase: z.string(), ignore: z.array(z.string()), predeploy: z.array(z.string()) }),
    ]),
  })
  .parse(JSON.parse(read('firebase.json'))).functions;

const targetsOf = (command: string) => /--only (\S+)/.exec(command)?.[1]?.split(',');

test('a deployment replaces nothing but our codebase and indexes: the rules are those of the whole app', () => {
  const command = deployCommand({ project: 'shop', others: [] }).join(' ');
  expect(targetsOf(command)).toEqual([`functions:${codebase.codebase}`, 'firestore:indexes']);
  expect(targetsOf(scripts['deploy:rules'] ?? '')).toEqual(['firestore:rules']);
});

test('a deployment checks the configuration before all else, by the Node that npm brings', () => {
  expect(codebase.predeploy).toEqual([
    'npm run --silent check-configuration',
    'npm run --silent prepare-upload',
  ]);
  expect(scripts['check-configuration']).toBe('node scripts/check-configuration.ts');
  expect(scripts['prepare-upload']).toBe('node scripts/prepare-upload.ts');
});

test('what the deploy script does not know is for the Firebase CLI', () => {
  const options = parseDeployOptions(['--project', 'live', '--debug', '--message', 'a b'], { live: 'shop' });
  expect(options).toEqual({ project: 'shop', isDryRun: false, others: ['--debug', '--message', 'a b'] });
  expect(deployCommand(options).slice(-5)).toEqual(['--project', 'shop', '--debug', '--message', 'a b']);
});

test('a demo project is not deployed to', async () => {
  const script = join(root, 'scripts', 'deploy.ts');
  // where no Firebase CLI can be found
  const { succeeded, output } = await runCommand(
    [process.execPath, script, '--project', 'demo-shop'],
    () => {},
    { env: { PATH: root } },
  );
  expect(succeeded).toBe(false);
  expect(output).toBe(
    'demo-shop cannot be deployed yet:\n- A demo project exists on this machine only: name yours with --project.\n',
  );
});

test('scripts and documents name one release of the Firebase CLI', () => {
  const files = globSync(
    ['*.{json,md}', '.ci/*', '.github/**/*.yml', '{docs,examples,functions,ops,scripts}/**/*.{ts,json,md}'],
    {
      cwd: root,
      exclude: ['**/node_modules', '**/lib', '**/package-lock.json'],
    },
  );
  const named = files.flatMap((file) =>
    [...read(file).matchAll(/\bfirebase-tools@[\w.-]+/g)].map(([release]) => `${file}: ${release}`),
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((line) => !line.endsWith(`: ${FIREBASE_TOOLS}`))).toEqual([]);
});

test('a deployment uploads what runs, and neither parameters nor secrets nor sources', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'linkline-upload-'));
  const functions = join(directory, 'functions');
  const upload = ['lib/index.cjs', 'package-lock.json', 'package.json'];
  const others = [
    '.env',
    '.env.shop',
    '.secret.local',
    'README.md',
    'kit/lib/a.js',
    'lib/index.cjs.map',
    'lib/lib.cjs',
    'lib/types/lib.d.ts',
    'node_modules/a/package.json',
    'src/index.ts',
  ];
  try {
    for (const file of [...upload, ...others]) {
      await mkdir(join(functions, dirname(file)), { recursive: true });
      await writeFile(join(functions, file), 'twelve bytes');
    }
    const files = await uploadedFiles(functions, codebase.ignore);
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual(upload.map((path) => [path, 12]));
  } finally {
    await rm(directory, { recursive: true });
  }
});

/** As `functions:secrets:get --json` writes it. */
const versions = (...states: readonly string[]) =>
  JSON.stringify({ status: 'success', result: { secrets: states.map((state) => ({ state })) } });
const failure = (error: string) => JSON.stringify({ status: 'error', error });

test('secrets that no function could read are named with the commands that set them', async () => {
  const described: Readonly<Record<string, string>> = {
    TWILIO_AUTH_TOKENS: failure('Request to … had HTTP Error: 404, Secret [projects/1/secrets/A] not found.'),
    LINK_CODE_KEY: versions('DISABLED', 'DESTROYED'),
    ADDRESS_KEY: versions('DISABLED', 'ENABLED'),
    FORWARD_SIGNING_SECRET: versions(),
  };
  const { missing, notChecked } = await secretProblems('shop', async (name) => described[name] ?? '');
  const set = (name: string) => `npx ${FIREBASE_TOOLS} functions:secrets:set ${name} --project shop`;
  expect(notChecked).toBeNull();
  expect(missing).toEqual([
    `TWILIO_AUTH_TOKENS is not set.\n  ${set('TWILIO_AUTH_TOKENS')}`,
    `LINK_CODE_KEY is not set.\n  openssl rand -hex 32 | ${set('LINK_CODE_KEY')} --data-file -`,
    `FORWARD_SIGNING_SECRET is not set.\n  echo "whsec_$(openssl rand -base64 32)" | ${set('FORWARD_SIGNING_SECRET')} --data-file -`,
  ]);
});

test.each([
  [
    failure('Failed to authenticate, have you run firebase login?'),
    'Failed to authenticate, have you run firebase login?',
  ],
  ['npm error code ENOTFOUND\nnpm error network request failed\n', 'npm error network request failed'],
])('secrets that cannot be looked up are not called missing: %s', async (output, reason) => {
  const problems = await secretProblems('shop', () => Promise.resolve(output));
  expect(problems).toEqual({ missing: [], notChecked: reason });
});

test('the emulators never know a real project', () => {
  expect(localIdentity.project).toMatch(/^demo-/);
  const commands = Object.values(scripts).filter((command) => /\bemulators:/.test(command));
  expect(commands.filter((command) => !/ --project demo-\w+ /.test(command))).toEqual([]);
  expect(commands).not.toEqual([]);
});
