import type { Verdict } from './fuzz-world.ts';

/** What a run has tried, and what came of it. Figures of several runs add up. */
export interface FuzzFigures {
  readonly casesByKind: Readonly<Record<string, number>>;
  readonly answersByStatus: Readonly<Record<string, number>>;
  /** Bodies of Twilio's, and those of them that are signed for our account and sender. */
  readonly twilioBodies: number;
  readonly ours: number;
  readonly documentsChanged: number;
  readonly seconds: number;
  readonly violations: readonly string[];
}

export const noFigures: FuzzFigures = {
  casesByKind: {},
  answersByStatus: {},
  twilioBodies: 0,
  ours: 0,
  documentsChanged: 0,
  seconds: 0,
  violations: [],
};

const NAME_WIDTH = 54;

export function withVerdicts(figures: FuzzFigures, verdicts: readonly Verdict[]): FuzzFigures {
  const bodies = verdicts.filter(({ trial }) => trial.isOurs !== undefined);
  const statuses = verdicts.flatMap(({ answers }) => answers.map(({ status }) => String(status)));
  return {
    ...figures,
    casesByKind: added(
      figures.casesByKind,
      verdicts.map(({ trial }) => [trial.kind, 1]),
    ),
    answersByStatus: added(
      figures.answersByStatus,
      statuses.map((status) => [status, 1]),
    ),
    twilioBodies: figures.twilioBodies + bodies.length,
    ours: figures.ours + bodies.filter(({ trial }) => trial.isOurs === true).length,
    documentsChanged: figures.documentsChanged + verdicts.reduce((sum, { changes }) => sum + changes, 0),
  };
}

/** Runs at the same time: as long as the longest. */
export function together(one: FuzzFigures, other: FuzzFigures): FuzzFigures {
  return {
    casesByKind: added(one.casesByKind, Object.entries(other.casesByKind)),
    answersByStatus: added(one.answersByStatus, Object.entries(other.answersByStatus)),
    twilioBodies: one.twilioBodies + other.twilioBodies,
    ours: one.ours + other.ours,
    documentsChanged: one.documentsChanged + other.documentsChanged,
    seconds: Math.max(one.seconds, other.seconds),
    violations: [...one.violations, ...other.violations],
  };
}

export function casesIn({ casesByKind }: FuzzFigures): number {
  return Object.values(casesByKind).reduce((sum, count) => sum + count, 0);
}

/** Two columns, what was violated below. */
export function describeFigures(figures: FuzzFigures): string {
  const { ours, twilioBodies, documentsChanged, seconds, violations } = figures;
  const rows: readonly (readonly [name: string, value: string | number])[] = [
    ['cases', casesIn(figures)],
    ...sorted(figures.casesByKind, (name) => `  ${name}`),
    ['signed for our account and sender, of Twilio bodies', `${((100 * ours) / twilioBodies).toFixed(1)} %`],
    ...sorted(figures.answersByStatus, (status) => `answered ${status}`),
    ['documents changed, all of them as they should be', documentsChanged],
    ['seconds', seconds.toFixed(1)],
    ['violations', violations.length],
  ];
  return [...rows.map(([name, value]) => `${name.padEnd(NAME_WIDTH)} ${value}`), ...violations].join('\n');
}

function added(
  counts: Readonly<Record<string, number>>,
  more: readonly (readonly [name: string, count: number])[],
): Readonly<Record<string, number>> {
  const sums = new Map(Object.entries(counts));
  for (const [name, count] of more) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries(sums);
}

function sorted(
  counts: Readonly<Record<string, number>>,
  title: (name: string) => string,
): readonly (readonly [string, number])[] {
  return Object.entries(counts)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => [title(name), count] as const);
}
