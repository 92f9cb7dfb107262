import type { SoakReport } from './soak.ts';

const NAME_WIDTH = 34;

/** The report as two columns, its broken promises below. */
export function report(soak: SoakReport): string {
  const faults = [...soak.faults].toSorted(([one], [other]) => one.localeCompare(other));
  const rows: readonly (readonly [name: string, value: string | number])[] = [
    ['seed', soak.seed],
    ['messages asked, and replies to half', soak.messages],
    ['kills', soak.kills],
    ...faults.map(([name, count]) => [`  ${name}`, count] as const),
    ['lost', soak.lost],
    ['doubled (of those marked)', `${soak.doubled} (${soak.marked})`],
    ['dead and redriven', soak.redriven],
    ['backfilled', soak.backfilled],
    ['out of order, marked', soak.outOfOrder],
    ['seconds', soak.seconds.toFixed(1)],
    ['violations', soak.violations.length],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(NAME_WIDTH)} ${value}`);
  return [...lines, ...soak.violations.map((violation) => `  ${violation}`)].join('\n');
}
