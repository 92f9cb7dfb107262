import { isDeepStrictEqual } from 'node:util';
import { stepCostsAmong } from '../../functions/test/costs/growing-world.ts';
import { terminalTable } from '../report/table.ts';

const sizes = [10, 1000, 100_000] as const;

const [few = {}, ...more] = await inTurn(sizes, stepCostsAmong);
const rows = Object.entries(few).map(([step, { reads, writes, deletes, roundTrips }]) => [
  step,
  reads,
  writes,
  deletes,
  roundTrips,
  more.every((costs) => isDeepStrictEqual(costs[step], few[step])) ? 'the same' : 'grows',
]);
const heads = ['step', 'reads', 'writes', 'deletes', 'round trips', `among ${sizes.join(', ')} users`];
process.stdout.write(`${terminalTable({ heads, rows })}\n`);
// the embedded Firestore would keep the process alive
process.exit(rows.some((row) => row.includes('grows')) ? 1 : 0);

async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
