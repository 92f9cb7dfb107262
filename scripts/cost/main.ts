import { readFile, writeFile } from 'node:fs/promises';
import { runCommand } from '../run-command.ts';
import { withTables } from './cost-page.ts';
import { measuredJourneys } from './journeys.ts';

const page = new URL('../../docs/cost.md', import.meta.url);

const journeys = await measuredJourneys();
await writeFile(new URL('journeys.json', import.meta.url), `${JSON.stringify(journeys, null, 2)}\n`);
await writeFile(page, withTables(await readFile(page, 'utf8'), journeys));
const { succeeded, output } = await runCommand(['npx', 'oxfmt', 'docs/cost.md', 'scripts/cost'], () => {});
if (!succeeded) throw new Error(output);
