import { spawn, type SpawnOptions } from 'node:child_process';

export interface CommandResult {
  readonly succeeded: boolean;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a program without a shell and without input. `onOutput` sees the output as it comes. */
export function runCommand(
  command: readonly [program: string, ...parameters: string[]],
  onOutput: (text: string) => void,
  options: Pick<SpawnOptions, 'cwd' | 'env'> = {},
): Promise<CommandResult> {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput(text);
    });
  }
  child.once('error', reject).once('close', (exitCode) => resolve({ succeeded: exitCode === 0, output }));
  return promise;
}
