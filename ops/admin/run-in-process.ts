import { fileURLToPath } from 'node:url';
import type { ExitCode } from './exit-code.ts';
import type { AdminWorld } from './run-admin.ts';

/** Runs a command line on this process's own terminal, and ends the process with its exit code. */
export async function runInProcess(
  run: (args: readonly string[], world: AdminWorld) => Promise<ExitCode>,
): Promise<void> {
  const exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    functionsDirectory: fileURLToPath(new URL('../../functions', import.meta.url)),
    clock: { now: () => Date.now() },
  });
  // a database client that got no answer would keep the process alive for minutes
  process.stdout.write('', () => process.exit(exitCode));
}
