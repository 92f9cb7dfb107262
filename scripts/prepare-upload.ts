import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { functionsDirectory } from './build-functions.ts';
import { runInTerminal } from './run-in-terminal.ts';
import { writeStandaloneLockfile } from './standalone-lockfile.ts';
import { uploadedFiles, type UploadedFile } from './uploaded-files.ts';

const firebaseSchema = z.object({ functions: z.tuple([z.object({ ignore: z.array(z.string()) })]) });

function megabytes(files: readonly UploadedFile[], size: 'bytes' | 'compressedBytes' = 'bytes'): string {
  return `${(files.reduce((sum, file) => sum + file[size], 0) / 1e6).toFixed(2)} MB`;
}

function show(files: readonly UploadedFile[]): void {
  const folders = Map.groupBy(files, ({ path }) => dirname(path));
  console.log(
    `Uploaded are ${files.length} files, ${megabytes(files)}, ${megabytes(files, 'compressedBytes')} packed:`,
  );
  for (const [folder, inside] of folders) {
    const names = inside.map(({ path }) => basename(path)).join(' ');
    console.log(`${folder === '.' ? 'beside it' : folder}, ${megabytes(inside)}: ${names}`);
  }
}

const exitCode = await runInTerminal(['npm', 'run', '--silent', 'build']);
if (exitCode === 0) {
  await writeStandaloneLockfile(functionsDirectory);
  const firebaseFile = await readFile(join(functionsDirectory, '..', 'firebase.json'), 'utf8');
  const [codebase] = firebaseSchema.parse(JSON.parse(firebaseFile)).functions;
  show(await uploadedFiles(functionsDirectory, codebase.ignore));
}
process.exitCode = exitCode;
