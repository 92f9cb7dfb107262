import type { AddressKeys } from '../../domain/linking/address-key.ts';
import { AddressKeyWrongError, RekeyingUnderWayError } from '../../domain/operating/rekeying-errors.ts';
import type { KeyChange, Rekeying, RekeyingState, StoredMapping } from '../../domain/operating/rekeying.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import { loggedUseCase } from '../shared/logged-use-case.ts';

export interface RekeyCommand {
  readonly change: KeyChange;
  readonly dryRun: boolean;
  readonly onProgress?: (passed: number) => void;
}

export type RekeyResult =
  | { readonly outcome: 'would-rekey'; readonly documents: number }
  | {
      /** `rekeyed-before`: there was nothing left to do. */
      readonly outcome: 'rekeyed' | 'rekeyed-before';
      readonly documents: number;
      /** Mappings whose number leads elsewhere. */
      readonly misplaced: number;
      /** What was written under the former keys meanwhile, and is found no more. */
      readonly leftBehind: number;
    };

interface RekeyPorts {
  readonly rekeying: Rekeying;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Moves everything that is stored under address keys to one key more. Nothing else may write meanwhile. It may be stopped and run again
 * at any time, with the same keys, and by two at once.
 */
export class RekeyUseCase {
  readonly #ports: RekeyPorts;

  constructor(ports: RekeyPorts) {
    this.#ports = ports;
  }

  /** Throws `RekeyingUnderWayError` and `AddressKeyWrongError` before anything is changed. */
  execute(command: RekeyCommand): Promise<RekeyResult> {
    return loggedUseCase(this.#ports, 'rekey', {}, () => this.#rekey(command));
  }

  async #rekey({ change, dryRun, onProgress }: RekeyCommand): Promise<RekeyResult> {
    const { rekeying } = this.#ports;
    const latest = await rekeying.find();
    const begun = latest?.mark === change.mark ? latest : null;
    if (begun === null) await this.#assertFits(change, latest);
    if (begun?.isFinished === true) return this.#finished(change, begun);
    if (dryRun) return { outcome: 'would-rekey', documents: await rekeying.countDocuments() };
    let state = begun ?? (await rekeying.begin(change));
    while (!state.isFinished) {
      state = await rekeying.moveNext(change);
      onProgress?.(state.passed);
    }
    const leftBehind = await rekeying.countLeftBehind(change);
    return {
      outcome: 'rekeyed',
      documents: state.passed,
      misplaced: await this.#misplaced(change),
      leftBehind,
    };
  }

  async #finished(change: KeyChange, { passed }: RekeyingState): Promise<RekeyResult> {
    const misplaced = await this.#misplaced(change);
    return { outcome: 'rekeyed-before', documents: passed, misplaced, leftBehind: 0 };
  }

  /** With the wrong key every document would go where nobody finds it. */
  async #assertFits(change: KeyChange, latest: RekeyingState | null): Promise<void> {
    if (latest !== null && !latest.isFinished) throw new RekeyingUnderWayError();
    for await (const mapping of this.#ports.rekeying.mappings()) {
      if (mapping.addresses.length === 0) continue;
      if (isMisplaced(mapping, change.before)) throw new AddressKeyWrongError();
      return;
    }
  }

  async #misplaced({ after }: KeyChange): Promise<number> {
    let misplaced = 0;
    for await (const mapping of this.#ports.rekeying.mappings()) {
      if (isMisplaced(mapping, after)) misplaced += 1;
    }
    return misplaced;
  }
}

function isMisplaced({ addressKey, addresses }: StoredMapping, keys: AddressKeys): boolean {
  return addresses.length > 0 && addresses.every((address) => keys.keyOf(address) !== addressKey);
}
