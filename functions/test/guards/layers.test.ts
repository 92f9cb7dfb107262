import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { allowed, violations, type PlantedFile } from './planted-files.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

const reportSchema = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(z.object({ filename: z.string(), message: z.string(), help: z.string().default('') })),
});

const planted = [...violations, ...allowed];
const adviceByFile = new Map<string, string>();
let directory: string;
let lintedFiles: number;

function fileOf({ folder, file }: PlantedFile, position: number): string {
  return join('functions', 'src', folder, file ?? `planted-${position}.ts`);
}

async function plant(): Promise<void> {
  await copyFile(join(REPOSITORY, '.oxlintrc.json'), join(directory, '.oxlintrc.json'));
  for (const [position, file] of planted.entries()) {
    const path = join(directory, fileOf(file, position));
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `${file.code}\n`);
  }
}

function lint(): Promise<string> {
  const linter = join(REPOSITORY, 'node_modules', '.bin', 'oxlint');
  const options = { cwd: directory, maxBuffer: 64 * 1024 * 1024 };
  // it exits with 1 because there are violations
  return new Promise((resolve) => {
    execFile(process.execPath, [linter, '--format', 'json'], options, (_error, output) => resolve(output));
  });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkline-layers-'));
  await plant();
  const report = reportSchema.parse(JSON.parse(await lint()));
  lintedFiles = report.number_of_files;
  for (const { filename, message, help } of report.diagnostics) {
    adviceByFile.set(filename, `${adviceByFile.get(filename) ?? ''}${message} ${help}\n`);
  }
});

afterAll(() => rm(directory, { recursive: true }));

test('every planted file was linted', () => {
  expect(lintedFiles).toBe(planted.length);
});

for (const [position, violation] of violations.entries()) {
  test(`src/${violation.folder} is refused ${violation.code}`, () => {
    expect(adviceByFile.get(fileOf(violation, position))).toMatch(violation.advice);
  });
}

for (const [position, file] of allowed.entries()) {
  test(`src/${file.folder} is allowed ${file.code}`, () => {
    expect(adviceByFile.get(fileOf(file, violations.length + position))).toBeUndefined();
  });
}
