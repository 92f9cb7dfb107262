import { SERVER_CLIENT } from '../cold-start/cold-cases.ts';
import type { Results } from './results.ts';
import type { TableContent } from './table.ts';

interface Goal {
  readonly figure: string;
  readonly goal: number;
  readonly isLimit: 'at most' | 'at least';
  readonly measured: number | null;
}

const largest = (values: readonly number[] | undefined): number | null =>
  values === undefined || values.length === 0 ? null : Math.max(...values);

/** What the product promises itself, and what came of it. */
export function goalsTable(results: Results): TableContent {
  return {
    heads: ['figure', 'goal', 'measured', 'met'],
    rows: goalsOf(results).map(({ figure, goal, isLimit, measured }) => [
      figure,
      `${isLimit} ${goal}`,
      measured === null ? 'not measured' : measured.toFixed(2),
      measured === null ? '' : verdict(measured, goal, isLimit),
    ]),
  };
}

function goalsOf({ cold, warm, memory }: Results): readonly Goal[] {
  const functions = cold?.rows.filter(({ group }) => group === 'function');
  const triggers = functions?.filter(({ name }) => /^on[A-Z]/.test(name));
  const webhook = functions?.find(({ name }) => name === 'twilioWebhook');
  const withServerClient = cold?.rows.find(({ name }) => name === SERVER_CLIENT);
  const served = (name: string) => warm?.rows.find((row) => row.name === name);
  return [
    goal('cold start of twilioWebhook, × hello-world', 1.5, 'at most', webhook?.ratio ?? null),
    goal('the same with the server client, × hello-world', 2.5, 'at most', withServerClient?.ratio ?? null),
    goal(
      'cold start of the slowest Firestore trigger, × hello-world',
      2.2,
      'at most',
      largest(triggers?.filter(({ name }) => name !== 'onUserDeleted').map(({ ratio }) => ratio)),
    ),
    goal(
      'memory of twilioWebhook after its first request, × hello-world',
      1.5,
      'at most',
      webhook?.residentRatio ?? null,
    ),
    goal(
      'webhook without a store, × requests/s of hello-world',
      0.43,
      'at least',
      served('twilioWebhook, no store')?.ratio ?? null,
    ),
    goal(
      'webhook with the server client, × requests/s of a bare handler',
      0.9,
      'at least',
      served(SERVER_CLIENT)?.ratio ?? null,
    ),
    goal('growth at 80 messages a second, MB a minute', 1, 'at most', memory?.rows.growth ?? null),
  ];
}

function goal(figure: string, limit: number, isLimit: Goal['isLimit'], measured: number | null): Goal {
  return { figure, goal: limit, isLimit, measured };
}

function verdict(measured: number, goal: number, isLimit: Goal['isLimit']): string {
  const isMet = isLimit === 'at most' ? measured <= goal : measured >= goal;
  return isMet ? 'yes' : `no, by ${Math.abs(measured - goal).toFixed(2)}`;
}
