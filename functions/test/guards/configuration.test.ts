import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const script = join(root, 'scripts', 'check-configuration.ts');
const example = join(root, 'functions', '.env.example');

const filledIn = [
  `TWILIO_ACCOUNT_SID=AC${'0'.repeat(32)}`,
  'TWILIO_SENDER="whatsapp:+15550006789" # the sandbox',
  'LINK_PAGE_URL=https://app.example.com/link',
  'PRODUCT_NAME=Demo',
];

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkline-configuration-'));
  await mkdir(join(directory, 'functions'));
  await writeFirestore({ rules: 'firestore.rules' });
});

afterEach(() => rm(directory, { recursive: true }));

const writeFirestore = (firestore: unknown) =>
  writeFile(join(directory, 'firebase.json'), JSON.stringify({ firestore }));

const writeEnvironment = (lines: readonly string[], name = '.env.shop') =>
  writeFile(join(directory, 'functions', name), lines.join('\n'));

interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
  readonly problems: readonly string[];
}

/** Runs the script with the variables that the Firebase CLI sets for a predeploy hook. */
function check(project = 'shop'): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const env = {
    GCLOUD_PROJECT: project,
    PROJECT_DIR: directory,
    RESOURCE_DIR: join(directory, 'functions'),
  };
  const child = execFile(process.execPath, [script], { env }, (_error, stdout, stderr) => {
    const [, ...problems] = stderr.trim().split('\n- ');
    resolve({ exitCode: child.exitCode, output: stdout + stderr, problems });
  });
  return promise;
}

const named = ({ problems }: Outcome) => problems.map((problem) => problem.split(' ')[0]);

describe('check-configuration', () => {
  it('lets a whole configuration pass without a word', async () => {
    await writeEnvironment(filledIn);

    expect(await check()).toMatchObject({ exitCode: 0, output: '' });
  });

  it('merges the file for all projects with that of the project, which counts', async () => {
    await writeEnvironment([...filledIn, 'LOG_LEVEL=loud'], '.env');
    await writeEnvironment(['LOG_LEVEL=warn']);
    await writeEnvironment(['LOG_LEVEL=louder'], '.env.other');

    expect((await check()).exitCode).toBe(0);
    expect(named(await check('other'))).toEqual(['LOG_LEVEL']);
  });

  it('names everything that is to be filled in in the example, and nothing else', async () => {
    await copyFile(example, join(directory, 'functions', '.env.shop'));
    const outcome = await check();

    expect(outcome.exitCode).toBe(1);
    expect(named(outcome)).toEqual(['TWILIO_ACCOUNT_SID', 'LINK_PAGE_URL', 'PRODUCT_NAME', 'TWILIO_SENDER']);
  });

  it('passes the example once these are filled in', async () => {
    await writeEnvironment([await readFile(example, 'utf8'), ...filledIn]);

    expect((await check()).output).toBe('');
  });

  it('passes a product that has its messages forwarded', async () => {
    await writeEnvironment([
      ...filledIn,
      'MESSAGE_PROCESSOR=forward',
      'FORWARD_URL=https://api.example.com/whatsapp',
    ]);

    expect(await check()).toMatchObject({ exitCode: 0, output: '' });
  });

  it('tells all problems at once, without a stack', async () => {
    const [, ...others] = filledIn;
    await writeEnvironment([...others, 'ENFORCE_APP_CHECK=yes', 'FUNCTION_DEFAULT_REGION=']);
    const outcome = await check();

    expect(outcome.exitCode).toBe(1);
    expect(named(outcome)).toEqual(['TWILIO_ACCOUNT_SID', 'ENFORCE_APP_CHECK', 'FUNCTION_DEFAULT_REGION']);
    expect(outcome.output).not.toMatch(/^\s+at /m);
  });

  it.each(['FUNCTION_DEFAULT_REGION', 'FIRESTORE_DATABASE'])('refuses an empty %s', async (name) => {
    await writeEnvironment([...filledIn, `${name}= `]);
    const outcome = await check();

    expect(outcome.exitCode).toBe(1);
    expect(outcome.problems).toEqual([expect.stringMatching(new RegExp(`^${name} is empty`))]);
  });

  it('wants indexes and rules in the database that the functions use, and tells how', async () => {
    await writeEnvironment([...filledIn, 'FIRESTORE_DATABASE=whatsapp']);
    const outcome = await check();

    expect(outcome.exitCode).toBe(1);
    expect(outcome.problems).toEqual([expect.stringContaining('write "database": "whatsapp"')]);

    await writeFirestore({ database: 'whatsapp' });
    expect((await check()).exitCode).toBe(0);

    await writeFirestore([{ database: 'other' }, { database: 'whatsapp' }]);
    expect((await check()).exitCode).toBe(0);
  });

  it('wants them in the default database where none is named', async () => {
    await writeEnvironment(filledIn);
    await writeFirestore({ database: 'whatsapp' });

    expect((await check()).problems).toEqual([expect.stringContaining('write "database": "(default)"')]);
  });

  it('asks for the file where there is none, except of a demo project', async () => {
    const outcome = await check();

    expect(outcome.exitCode).toBe(1);
    expect(outcome.problems).toEqual([expect.stringMatching(/^functions\/\.env\.shop is missing/)]);
    expect(await check('demo-shop')).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('demo project'),
    });
  });

  it('checks a demo project that has a file', async () => {
    await writeEnvironment(['PRODUCT_NAME=Demo'], '.env.demo-shop');

    expect((await check('demo-shop')).exitCode).toBe(1);
  });
});
