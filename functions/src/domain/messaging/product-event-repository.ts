import type { Instant } from '../shared/clock.ts';
import type { ProductEvent } from './product-event.ts';

/** `pending` is to be handed over, at once or at `nextAt`; the others are final. */
export type EventState = 'pending' | 'delivered' | 'dead';

export interface StoredEvent {
  readonly event: ProductEvent;
  readonly state: EventState;
  readonly attempts: number;
  readonly nextAt: Instant | null;
  readonly reason: string | null;
}

export interface ProductEventRepository {
  find(id: string): Promise<StoredEvent | null>;
  /** The commit throws `AlreadyStoredError` if the id is taken. */
  create(stored: StoredEvent): void;
  save(stored: StoredEvent): void;
}
