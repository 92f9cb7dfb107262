import type { CounterName, GaugeName, TagsOf, TimerName } from './metrics-catalogue.ts';

export interface MetricsCollector {
  increment<Name extends CounterName>(name: Name, tags: TagsOf<Name>): void;
  /** `value` in milliseconds. */
  gauge<Name extends GaugeName>(name: Name, tags: TagsOf<Name>, value: number): void;
  /** Runs `operation`, records how long it took whether it succeeds or throws, and passes its result or error on. */
  timer<Name extends TimerName, Result>(
    name: Name,
    tags: TagsOf<Name>,
    operation: () => Promise<Result>,
  ): Promise<Result>;
}
