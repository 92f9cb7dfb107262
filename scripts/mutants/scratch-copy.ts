import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from '../../functions/test/mutants/mutant.ts';
import { runCommand } from '../run-command.ts';
import { runTests, type TestOutcome } from './run-tests.ts';

/** A copy of the working tree, in which defences may be taken away. */
export class ScratchCopy {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async make(repository: string): Promise<ScratchCopy> {
    const root = await mkdtemp(join(tmpdir(), 'linkline-mutants-'));
    for (const file of await filesOf(repository)) await cp(join(repository, file), join(root, file));
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
    return new ScratchCopy(root);
  }

  test(file: string, name: string): Promise<TestOutcome> {
    return runTests(this.#root, file, name);
  }

  /** Runs the mutant's test without the defence, and puts the defence back. */
  async testMutant({ file, find, replace, test, name }: Mutant): Promise<TestOutcome> {
    const path = join(this.#root, file);
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(find, () => replace),
    );
    try {
      return await this.test(test, name);
    } finally {
      await writeFile(path, text);
    }
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true });
  }
}

/** Known to git or not yet, but nothing that it ignores. */
async function filesOf(repository: string): Promise<readonly string[]> {
  const list = [
    'git',
    '-C',
    repository,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ] as const;
  const { succeeded, output } = await runCommand(list, () => {});
  if (!succeeded) throw new Error(`git does not list the files of the project:\n${output}`);
  const deleted = await runCommand(['git', '-C', repository, 'ls-files', '-z', '--deleted'], () => {});
  const gone = new Set(deleted.output.split('\0'));
  return output.split('\0').filter((file) => file !== '' && !gone.has(file));
}
