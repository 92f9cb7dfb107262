import { describe, expect, it } from 'vitest';
import { countedFlow } from './counted-flow.ts';
import { costOfFlow, flowCosts, type FlowName } from './flow-costs.ts';

// the keys of an object with exactly these keys
const flowNames = Object.keys(costOfFlow) as FlowName[];

describe('what a flow costs in Firestore', () => {
  it.each(flowNames)('%s', async (name) => {
    expect(await countedFlow(name)).toEqual(costOfFlow[name]);
  });

  it.each(Object.entries(flowCosts))('%s: within the budget', (_, { budget, flows }) => {
    for (const { reads, writes, deletes } of Object.values(flows)) {
      expect(reads).toBeLessThanOrEqual(budget.reads);
      expect(writes + deletes).toBeLessThanOrEqual(budget.writes);
    }
  });
});
