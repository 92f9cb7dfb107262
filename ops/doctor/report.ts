import type { Output } from '../admin/output/output.ts';
import { PlainTable } from '../admin/output/plain-table.ts';
import type { Style, Terminal } from '../admin/terminal.ts';
import type { Diagnosis } from './examination.ts';
import type { FindingState } from './finding.ts';

const STYLES: Readonly<Record<FindingState | 'ok', Style>> = {
  ok: 'green',
  warning: 'yellow',
  wrong: 'red',
  'cannot tell': 'yellow',
};

/** For programs: every check, with what was found. */
export function reportJson(output: Output, diagnoses: readonly Diagnosis[]): void {
  output.json({
    checks: diagnoses.map(({ check, findings }) => ({
      check: check.name,
      state: findings.length === 0 ? 'ok' : worstOf(findings.map(({ state }) => state)),
      findings: findings.map(({ state, problem, fix }) => ({ state, problem, fix })),
    })),
  });
}

/** For people: a row for every finding, and the fix in the line below it, where it can be copied. */
export function reportTable(terminal: Terminal, diagnoses: readonly Diagnosis[]): void {
  const table = new PlainTable();
  const add = (title: string, state: FindingState | 'ok', text: string) =>
    table.add(title, terminal.paint(STYLES[state], state), text);
  for (const { check, findings } of diagnoses) {
    if (findings.length === 0) add(check.title, 'ok', '');
    for (const { state, problem, fix } of findings) {
      add(check.title, state, `${problem}\n${terminal.paint('dim', '→')} ${fix}`);
    }
  }
  terminal.print(table.toString());
}

function worstOf(states: readonly FindingState[]): FindingState {
  if (states.includes('wrong')) return 'wrong';
  return states.includes('cannot tell') ? 'cannot tell' : 'warning';
}
