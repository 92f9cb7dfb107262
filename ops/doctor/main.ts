import { fileURLToPath } from 'node:url';
import { runDoctor } from './run-doctor.ts';

const exitCode = await runDoctor(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  functionsDirectory: fileURLToPath(new URL('../../functions', import.meta.url)),
  clock: { now: () => Date.now() },
});

// a database client that got no answer would keep the process alive for minutes
process.stdout.write('', () => process.exit(exitCode));
