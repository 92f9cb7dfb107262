import type { RandomSource } from '../../domain/shared/random-source.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import { ownSpan } from './spans.ts';
import { currentTrace, knownTrace, runApart, switchTrace } from './trace-context.ts';

/** Goes over to the trace that a document which was read in the same invocation keeps. */
export class FollowedTraces implements Tracing {
  readonly #random: RandomSource;

  constructor({ random }: { readonly random: RandomSource }) {
    this.#random = random;
  }

  follow(id: string): void {
    const known = knownTrace(id);
    if (known === null || known.traceId === currentTrace()?.traceId) return;
    switchTrace(ownSpan(known, this.#random));
  }

  apart<Result>(work: () => Promise<Result>): Promise<Result> {
    return runApart(work);
  }
}
