import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const coverageSchema = z.object({
  result: z.array(
    z.object({
      url: z.string(),
      functions: z.array(
        z.object({
          functionName: z.string(),
          ranges: z.array(z.object({ count: z.number() })),
        }),
      ),
    }),
  ),
});

/** The source files that run when a process loads the bundle to serve `target`: the bundler wraps each in a function named after it. */
export async function modulesLoadedFor(target: string, bundle: string): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'linkline-coverage-'));
  try {
    await promisify(execFile)(process.execPath, ['--eval', `require(${JSON.stringify(bundle)})`], {
      env: { FUNCTION_TARGET: target, NODE_V8_COVERAGE: directory },
    });
    return await modulesRunIn(directory, bundle);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function modulesRunIn(coverageDirectory: string, bundle: string): Promise<readonly string[]> {
  const url = pathToFileURL(bundle).href;
  const [file = ''] = await readdir(coverageDirectory);
  const coverage = coverageSchema.parse(JSON.parse(await readFile(join(coverageDirectory, file), 'utf8')));
  const functions = coverage.result.find((script) => script.url === url)?.functions ?? [];
  return functions
    .filter(({ functionName, ranges: [whole] }) => functionName.includes('/') && whole?.count === 1)
    .map(({ functionName }) => functionName);
}
