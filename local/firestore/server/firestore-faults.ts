import { setTimeout as wait } from 'node:timers/promises';
import { FirestoreError, type StatusName } from '../protocol/firestore-error.ts';
import { callSite } from './call-site.ts';
import type { FirestoreMethod } from './service-methods.ts';

export interface FirestoreFault {
  readonly method: FirestoreMethod;
  /** `before` the call has any effect, or `after` it, so that only the answer is lost. A listen fails only before. */
  readonly when: 'before' | 'after';
  /** `OK` only delays. */
  readonly code: StatusName;
  /** How many calls fail; 1 unless stated. */
  readonly times?: number;
  readonly delayMs?: number;
}

/** A call as it comes in. */
export interface FirestoreCall {
  readonly method: string;
  /** See `callSite`. */
  readonly site: string;
}

/** What becomes of one call. */
export type FirestoreStrike = Pick<FirestoreFault, 'when' | 'code' | 'delayMs'>;

interface PlannedFault {
  readonly fault: FirestoreFault;
  remaining: number;
}

/** Failures to come, taken in the order they were injected, and those that somebody chooses call by call. */
export class FirestoreFaults {
  readonly #planned = new Set<PlannedFault>();
  #choose: ((call: FirestoreCall) => FirestoreStrike | undefined) | undefined;

  /** Returns a function that takes the fault back. */
  inject(fault: FirestoreFault): () => void {
    if (fault.method === 'listen' && fault.when === 'after') {
      throw new Error("A listen call has no end to fail after: inject its fault with when: 'before'.");
    }
    const planned = { fault, remaining: fault.times ?? 1 };
    this.#planned.add(planned);
    return () => this.#planned.delete(planned);
  }

  /** Asks about each call that no planned fault strikes, but for listens. */
  chooseBy(choose: (call: FirestoreCall) => FirestoreStrike | undefined): void {
    this.#choose = choose;
  }

  clear(): void {
    this.#planned.clear();
    this.#choose = undefined;
  }

  /** Does the work of one call, failing where a fault strikes it. */
  async around<Result>(
    method: string,
    request: object,
    work: () => Result | Promise<Result>,
  ): Promise<Result> {
    const fault = this.#take(method) ?? this.#chosen(method, request);
    if (fault?.when === 'before') await strike(method, fault);
    const result = await work();
    if (fault?.when === 'after') await strike(method, fault);
    return result;
  }

  #chosen(method: string, request: object): FirestoreStrike | undefined {
    if (method === 'listen') return undefined;
    return this.#choose?.({ method, site: callSite(method, request) });
  }

  #take(method: string): FirestoreFault | undefined {
    for (const planned of this.#planned) {
      if (planned.fault.method !== method) continue;
      planned.remaining -= 1;
      if (planned.remaining <= 0) this.#planned.delete(planned);
      return planned.fault;
    }
    return undefined;
  }
}

async function strike(method: string, { when, code, delayMs }: FirestoreStrike): Promise<void> {
  if (delayMs !== undefined) await wait(delayMs, undefined, { ref: false });
  if (code !== 'OK') throw new FirestoreError(code, `Injected fault ${when} ${method}.`);
}
