import { basename, dirname } from 'node:path';
import { functionsDirectory } from './build-functions.ts';
import { runInTerminal } from './run-in-terminal.ts';
import { writeStandaloneLockfile } from './standalone-lockfile.ts';
import { uploadOfRepository, type UploadedFile } from './uploaded-files.ts';

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
  show(await uploadOfRepository());
}
process.exitCode = exitCode;
