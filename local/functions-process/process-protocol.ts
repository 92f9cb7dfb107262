import type { MetricSample } from '../../functions/src/infra/metrics/metric-sample.ts';
import type { FunctionDescription } from '../functions-host/deployed-function.ts';
import type { StructuredEntry } from '../world/structured-entry.ts';

/** What the world tells the functions' process. The first message is `start`. */
export type WorldMessage =
  | ({ readonly kind: 'start' } & ProcessStart)
  /** The clock was moved. */
  | { readonly kind: 'clock'; readonly ahead: number }
  /** Asks for an `idle` with the same question, once no request is being answered. */
  | { readonly kind: 'idle'; readonly question: number }
  /** Others have taken over: answer what is under way, and end. */
  | { readonly kind: 'retire' };

export interface ProcessStart {
  /** URL of the module that exports the functions. */
  readonly module: string;
  readonly port: number;
  readonly project: string;
  readonly region: string;
  /** Milliseconds that the world's clock is ahead of the machine's. */
  readonly ahead: number;
}

/** What the functions' process tells the world. */
export type ProcessMessage =
  /** It serves the functions from now on. */
  | { readonly kind: 'ready'; readonly functions: readonly FunctionDescription[] }
  | { readonly kind: 'idle'; readonly question: number; readonly requests: number }
  | { readonly kind: 'log-line'; readonly line: string }
  | { readonly kind: 'log-entry'; readonly entry: StructuredEntry }
  | { readonly kind: 'metric'; readonly sample: MetricSample };
