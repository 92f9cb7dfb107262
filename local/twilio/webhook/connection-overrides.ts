import { INVALID_URL_FORMAT, INVALID_RETRY_POLICY } from '../debugger/debugger-codes.ts';

const RETRY_CAUSES = ['ct', 'rt', '4xx', '5xx', 'all'] as const;
export type RetryCause = (typeof RETRY_CAUSES)[number];

/** How a webhook is tried: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
export interface ConnectionOverrides {
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly retryCount: number;
  readonly retryPolicy: ReadonlySet<RetryCause>;
}

export interface OverrideProblem {
  readonly code: number;
  readonly message: string;
}

/** Reads the fragment of a webhook's URL. A value out of range is a problem, and its default applies. */
export function connectionOverrides(url: string): {
  readonly overrides: ConnectionOverrides;
  readonly problems: readonly OverrideProblem[];
} {
  const settings = new URLSearchParams(/#(.*)$/su.exec(url)?.[1] ?? '');
  const problems: OverrideProblem[] = [];
  const number = (key: string, minimum: number, maximum: number, standard: number): number => {
    const given = settings.get(key);
    if (given === null) return standard;
    const value = Number(given);
    if (/^\d+$/u.test(given) && value >= minimum && value <= maximum) return value;
    problems.push({ code: INVALID_URL_FORMAT, message: `${key} must be from ${minimum} to ${maximum}` });
    return standard;
  };
  const overrides = {
    connectTimeoutMs: number('ct', 100, 10_000, 5000),
    readTimeoutMs: number('rt', 100, 15_000, 15_000),
    totalTimeoutMs: number('tt', 100, 15_000, 15_000),
    retryCount: number('rc', 0, 5, 1),
    retryPolicy: retryPolicy(settings.get('rp'), problems),
  };
  return { overrides, problems };
}

function retryPolicy(given: string | null, problems: OverrideProblem[]): ReadonlySet<RetryCause> {
  const causes = (given ?? 'ct').split(',');
  const known = RETRY_CAUSES.filter((cause) => causes.includes(cause));
  if (known.length === new Set(causes).size) return new Set(known);
  problems.push({
    code: INVALID_RETRY_POLICY,
    message: `rp must be a list of ${RETRY_CAUSES.join(', ')}`,
  });
  return new Set(['ct']);
}
