import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { functionsDirectory } from '../../../scripts/build-functions.ts';
import { bundleParts } from '../../../scripts/bundle/bundle-parts.ts';
import { leanLogging } from '../../../scripts/bundle/lean-logging.ts';
import { logLines } from './log-lines-probe.ts';

test('the bundle writes byte for byte what logging-winston writes with its whole library', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'linkline-log-lines-'));
  try {
    const parts = await bundleParts({
      entryPoints: [{ in: join(import.meta.dirname, 'log-lines-probe.ts'), out: 'probe' }],
      outputDirectory: directory,
      plugins: [leanLogging],
      workingDirectory: functionsDirectory,
    });
    const load = createRequire(import.meta.url);
    // the bundle of the file that is imported above
    const bundled = load(join(directory, 'probe.cjs')) as { readonly logLines: typeof logLines };
    const lines = await logLines();
    expect(lines).toHaveLength(24);
    expect(await bundled.logLines()).toEqual(lines);
    const sources = [...parts.values()].flat();
    expect(
      sources.filter((path) => /node_modules\/(google-gax|@grpc|google-auth-library)\//.test(path)),
    ).toEqual([]);
  } finally {
    await rm(directory, { recursive: true });
  }
});
