export interface CronRange {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const PART = /^(?:\*|(?<first>\d+)(?:-(?<last>\d+))?)(?:\/(?<step>[1-9]\d*))?$/u;

/** The values that one field of a unix-cron expression names: lists of `*`, `n` and `n-m`, each with a `/step` if need be. */
export function cronField(text: string, range: CronRange): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((part) => values(part, range)));
}

function values(part: string, { name, from, to }: CronRange): readonly number[] {
  const match = PART.exec(part);
  const { first, last, step } = match?.groups ?? {};
  const start = Number(first ?? from);
  const isSingle = first !== undefined && last === undefined && step === undefined;
  const end = isSingle ? start : Number(last ?? to);
  if (!match || start < from || end > to || start > end) {
    throw new Error(
      `The ${name} "${part}" must be *, n, n-m or one of them with /step, from ${from} to ${to}.`,
    );
  }
  const every = Number(step ?? 1);
  return Array.from({ length: Math.floor((end - start) / every) + 1 }, (_, index) => start + index * every);
}
