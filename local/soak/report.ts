import type { Tally } from './faults/tally.ts';
import type { SoakReport } from './soak-report.ts';

type Row = readonly [name: string, value: string | number];

const NAME_WIDTH = 72;

/** The report as two columns, its broken promises below. */
export function report(soak: SoakReport): string {
  const { callSites, boundaries } = soak;
  const betweenSteps = boundaries.total;
  const rows: readonly Row[] = [
    ['seed (fixes what is chosen, not when it meets whom)', soak.seed],
    ['messages that must arrive, and replies to half of them', soak.sent],
    ['messages of people who link and leave meanwhile', soak.restless],
    ['times that a phone or user was to get nothing', soak.silences],
    ['journeys', soak.journeys.total],
    ...indented(soak.journeys.entries()),
    ['faults', soak.faults.reduce((sum, [, count]) => sum + count, 0)],
    ...indented(soak.faults),
    ['call sites of Firestore struck', reached(callSites)],
    ['kills', soak.kills],
    ['  at any moment', soak.kills - betweenSteps],
    ['  right before or after a step', betweenSteps],
    ['boundaries of steps hit', reached(boundaries)],
    ...indented(bySteps(boundaries)),
    ['lost', soak.lost],
    ['doubled (messages marked as possible duplicates)', `${soak.doubled} (${soak.marked})`],
    ['dead and redriven', soak.redriven],
    ['backfilled', soak.backfilled],
    ['out of order, marked', soak.outOfOrder],
    ['seconds', soak.seconds.toFixed(1)],
    ['violations', soak.violations.length],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(NAME_WIDTH)} ${value}`);
  return [...lines, ...soak.violations.map((violation) => `  ${violation}`)].join('\n');
}

function indented(entries: readonly Row[]): readonly Row[] {
  return entries.map(([name, count]) => [`  ${name}`, count]);
}

/** `before a step` and `after a step` in one row. */
function bySteps(boundaries: Tally): readonly Row[] {
  const steps = new Set(boundaries.entries().map(([boundary]) => boundary.slice(boundary.indexOf(' ') + 1)));
  return [...steps].map((step) => [
    step,
    `${boundaries.of(`before ${step}`)} before, ${boundaries.of(`after ${step}`)} after`,
  ]);
}

function reached(tally: Tally): string {
  const entries = tally.entries();
  return `${entries.filter(([, count]) => count > 0).length} of ${entries.length}`;
}
