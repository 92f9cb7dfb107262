import type { DeclaredIndexes } from '../indexes/declared-indexes.ts';
import type { Databases } from '../store/databases.ts';
import type { OperationCounter } from './operation-counter.ts';

/** What every service method works with. */
export interface ServiceContext {
  readonly databases: Databases;
  readonly operations: OperationCounter;
  /** Null where every query is answered. */
  readonly indexes: DeclaredIndexes | null;
  readonly createId: () => string;
}
