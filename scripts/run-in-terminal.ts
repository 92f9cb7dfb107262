import { spawn } from 'node:child_process';

/** Runs a program without a shell in the terminal of this one, which may ask questions there. The exit code; 1 where there is none. */
export function runInTerminal(command: readonly [program: string, ...parameters: string[]]): Promise<number> {
  const [program, ...parameters] = command;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  spawn(program, parameters, { stdio: 'inherit' })
    .once('error', reject)
    .once('close', (exitCode) => resolve(exitCode ?? 1));
  return promise;
}
