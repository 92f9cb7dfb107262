import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { generatedFiles } from '../ops/monitoring/generated-files.ts';
import { withErrorCodes } from '../ops/monitoring/runbook-codes.ts';
import { runCommand } from './run-command.ts';

const root = new URL('../', import.meta.url);
const runbook = new URL('docs/runbook.md', root);

await mkdir(new URL('ops/terraform/monitoring/alerts/', root), { recursive: true });
for (const [path, content] of generatedFiles()) await writeFile(new URL(path, root), content);
await writeFile(runbook, withErrorCodes(await readFile(runbook, 'utf8')));
const { succeeded, output } = await runCommand(
  ['npx', 'oxfmt', 'ops/terraform', 'docs/runbook.md'],
  () => {},
);
if (!succeeded) throw new Error(output);
