import type { CounterName, TagsOf, TimerName } from './metrics-catalogue.ts';

export interface MetricsCollector {
  increment<Name extends CounterName>(name: Name, tags: TagsOf<Name>): void;
  /** Runs `operation`, records how long it took whether it succeeds or throws, and passes its result or error on. */
  timer<Name extends TimerName, Result>(
    name: Name,
    tags: TagsOf<Name>,
    operation: () => Promise<Result>,
  ): Promise<Result>;
}
