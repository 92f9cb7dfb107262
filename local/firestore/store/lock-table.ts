import { contention, FirestoreError } from '../protocol/firestore-error.ts';

/** Whoever holds locks: a transaction or a single commit, told apart by identity. */
export type LockOwner = object;

interface Waiter {
  readonly owner: LockOwner;
  readonly granted: PromiseWithResolvers<void>;
  readonly timer: NodeJS.Timeout;
}

interface Lock {
  owner: LockOwner;
  readonly waiters: Waiter[];
}

/** Exclusive locks on documents, granted in the order of asking. */
export class LockTable {
  readonly #locks = new Map<string, Lock>();
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Resolves when the owner holds the document; ABORTED when that would be a deadlock or takes too long. */
  async acquire(owner: LockOwner, path: string): Promise<void> {
    const lock = this.#locks.get(path);
    if (lock === undefined) {
      this.#locks.set(path, { owner, waiters: [] });
      return;
    }
    if (lock.owner === owner) return;
    const queued = lock.waiters.find((waiter) => waiter.owner === owner);
    if (queued !== undefined) return queued.granted.promise;
    if (this.#wouldDeadlock(owner, lock)) throw contention();
    return this.#enqueue(owner, lock);
  }

  /** Hands each lock of the owner to the next in line; what the owner still waits for is ABORTED. */
  releaseAll(owner: LockOwner): void {
    for (const [path, lock] of this.#locks) {
      this.#leaveQueue(owner, lock, contention());
      if (lock.owner !== owner) continue;
      const next = lock.waiters.shift();
      if (next === undefined) {
        this.#locks.delete(path);
      } else {
        lock.owner = next.owner;
        clearTimeout(next.timer);
        next.granted.resolve();
      }
    }
  }

  /** Forgets every lock; whoever waits is ABORTED. */
  clear(): void {
    for (const lock of this.#locks.values()) {
      for (const waiter of lock.waiters) this.#refuse(waiter, contention());
    }
    this.#locks.clear();
  }

  #enqueue(owner: LockOwner, lock: Lock): Promise<void> {
    const granted = Promise.withResolvers<void>();
    const timedOut = new FirestoreError('ABORTED', 'Transaction lock timeout.');
    const timer = setTimeout(() => this.#leaveQueue(owner, lock, timedOut), this.#timeoutMs);
    lock.waiters.push({ owner, granted, timer });
    return granted.promise;
  }

  #leaveQueue(owner: LockOwner, lock: Lock, reason: FirestoreError): void {
    const position = lock.waiters.findIndex((waiter) => waiter.owner === owner);
    const [waiter] = position < 0 ? [] : lock.waiters.splice(position, 1);
    if (waiter !== undefined) this.#refuse(waiter, reason);
  }

  #refuse(waiter: Waiter, reason: FirestoreError): void {
    clearTimeout(waiter.timer);
    waiter.granted.reject(reason);
  }

  /** Follows who waits for whom; a queue is waited for as much as the owner ahead of it. */
  #wouldDeadlock(owner: LockOwner, wanted: Lock): boolean {
    const ahead = [wanted.owner, ...wanted.waiters.map((waiter) => waiter.owner)];
    const seen = new Set<LockOwner>();
    for (const blocker of ahead) {
      if (blocker === owner) return true;
      if (seen.has(blocker)) continue;
      seen.add(blocker);
      for (const lock of this.#locks.values()) {
        const position = lock.waiters.findIndex((waiter) => waiter.owner === blocker);
        const before = lock.waiters.slice(0, Math.max(position, 0)).map((waiter) => waiter.owner);
        if (position >= 0) ahead.push(lock.owner, ...before);
      }
    }
    return false;
  }
}
