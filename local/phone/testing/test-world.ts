import { ActivityFeed } from '../../world/activity-feed.ts';
import type { PageWorld, StoredDocument } from '../page-world.ts';
import { TestPhones } from './test-phones.ts';

/** A world that holds what a test puts into it. */
export class TestWorld implements PageWorld {
  readonly productName = 'Demo';
  readonly functionsBaseUrl: string;
  readonly clock = { now: () => Date.parse('2026-05-04T09:41:00Z') };
  readonly activity = new ActivityFeed();
  readonly simulator = new TestPhones(this.clock.now);
  readonly firestore = { documents: () => this.#stored() };
  readonly #documents = new Map<string, unknown>();

  constructor(functionsBaseUrl = 'http://127.0.0.1:9/functions') {
    this.functionsBaseUrl = functionsBaseUrl;
  }

  signIn(user: string) {
    return { idToken: `token-of-${user}` };
  }

  store(path: string, data: unknown): void {
    const change = this.#documents.has(path) ? 'updated' : 'created';
    this.#documents.set(path, data);
    this.activity.publish({ kind: 'document', at: this.clock.now(), change, path, data });
  }

  delete(path: string): void {
    const data = this.#documents.get(path);
    this.#documents.delete(path);
    this.activity.publish({ kind: 'document', at: this.clock.now(), change: 'deleted', path, data });
  }

  /** The world's time, some minutes from now, as documents hold it. */
  inMinutes(minutes: number): string {
    return new Date(this.clock.now() + minutes * 60_000).toISOString();
  }

  #stored(): readonly StoredDocument[] {
    return [...this.#documents].map(([path, data]) => ({ path, data }));
  }
}
