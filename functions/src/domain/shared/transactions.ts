/**
 * Runs `work` so that all it read still holds when all it wrote is stored, or nothing is. `work` may run more than once and must have
 * no other effect. Reads issued together (in one `Promise.all`) travel together; they see what was stored before, never the writes of
 * the same transaction.
 * Throws `ContentionError` when others kept changing the same documents, `StorageUnavailableError` when the store did not answer
 * (the writes may or may not have been stored), and what `work` throws as it is.
 */
export interface Transactions<Repositories> {
  run<Result>(operation: string, work: (repositories: Repositories) => Promise<Result>): Promise<Result>;
}
