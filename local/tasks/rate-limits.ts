/** How fast a queue may deliver, in the terms of Cloud Tasks. */
export interface RateLimits {
  readonly maxDispatchesPerSecond: number;
  readonly maxConcurrentDispatches: number;
}

/** What a task queue function gets that configures nothing: https://firebase.google.com/docs/functions/task-functions */
export const defaultRateLimits: RateLimits = { maxDispatchesPerSecond: 500, maxConcurrentDispatches: 1000 };
