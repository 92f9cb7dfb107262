import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runAdmin } from '../../ops/admin/run-admin.ts';
import type { LocalWorld } from '../world/local-world.ts';

/** What an operator does: `admin dead redrive`. Throws what the command said if it refused anything. */
export async function redriveDead({ firestore, clock }: LocalWorld): Promise<void> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const code = await runAdmin(['--local', 'dead', 'redrive'], {
    stdin,
    stdout,
    stderr,
    clock,
    environment: { FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}` },
    functionsDirectory: '',
  });
  stdout.end();
  stderr.end();
  if (code !== 0) throw new Error(`Nothing was redriven:\n${(await said).join('\n')}`);
}
