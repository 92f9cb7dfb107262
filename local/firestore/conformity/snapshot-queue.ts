/** Hands out what a listener is told, one by one, to a test that waits for it. */
export class SnapshotQueue<Snapshot> {
  readonly #arrived: Snapshot[] = [];
  readonly #waiting: PromiseWithResolvers<Snapshot>[] = [];

  push(snapshot: Snapshot): void {
    const first = this.#waiting.shift();
    if (first === undefined) this.#arrived.push(snapshot);
    else first.resolve(snapshot);
  }

  fail(error: Error): void {
    for (const waiting of this.#waiting) waiting.reject(error);
  }

  next(): Promise<Snapshot> {
    const first = this.#arrived.shift();
    if (first !== undefined) return Promise.resolve(first);
    const waiting = Promise.withResolvers<Snapshot>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }
}
