/** What the process ends with. `failed`: refused, not found or done in part. `unusable`: not reachable or misconfigured. */
export const exitCode = { done: 0, failed: 1, usage: 2, unusable: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
