import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { RefusedError, UsageError } from './admin-error.ts';
import { Settings } from './settings.ts';
import { confirmDeed } from './confirm-deed.ts';
import { Terminal } from './terminal.ts';

interface Situation {
  readonly isTTY?: boolean;
  readonly answer?: string;
  readonly isAgreed?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

async function confirm({ isTTY = true, answer = '', isAgreed = false, environment = {} }: Situation) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const terminal = new Terminal({ stdin, stdout: new PassThrough(), stderr }, environment);
  const settings = Settings.load({
    environment,
    functionsDirectory: '',
    local: false,
    project: 'my-project',
  });
  stdin.end(`${answer}\n`);
  await confirmDeed('Blocking a person', { terminal, settings, isAgreed });
}

describe('a change of a real project', () => {
  it.each([{ answer: 'y' }, { answer: 'Yes' }, { isTTY: false, isAgreed: true }])(
    'goes on: %o',
    async (situation) => {
      await expect(confirm(situation)).resolves.toBeUndefined();
    },
  );

  it('needs no answer against an emulator', async () => {
    const environment = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' };
    await expect(confirm({ isTTY: false, environment })).resolves.toBeUndefined();
  });

  it.each([
    { situation: { answer: 'n' }, error: RefusedError },
    { situation: { answer: '' }, error: RefusedError },
    { situation: { isTTY: false, answer: 'y' }, error: UsageError },
  ])('stops: $situation', async ({ situation, error }) => {
    await expect(confirm(situation)).rejects.toThrow(error);
  });
});
