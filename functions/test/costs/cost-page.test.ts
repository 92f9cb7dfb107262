import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withTables } from '../../../scripts/cost/cost-page.ts';
import journeys from '../../../scripts/cost/journeys.json' with { type: 'json' };

const page = readFileSync(new URL('../../../docs/cost.md', import.meta.url), 'utf8');

it('docs/cost.md holds the counts as they are: `npm run cost`', () => {
  expect(withoutPadding(page)).toBe(withoutPadding(withTables(page, journeys)));
});

/** The formatter pads the cells of tables. */
function withoutPadding(text: string): string {
  return text.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');
}
