import type { EmbeddedFirestore } from '../../firestore/embedded-firestore.ts';
import { ActivityFeed } from '../../world/activity-feed.ts';
import type { Database, PageWorld, StoredDocument } from '../page-world.ts';
import { TestPhones } from './test-phones.ts';

/** A world that holds what a test puts into it. */
export class TestWorld implements PageWorld {
  readonly productName = 'Demo';
  readonly functionsBaseUrl: string;
  readonly clock = { now: () => this.#now };
  readonly activity = new ActivityFeed();
  readonly simulator = new TestPhones(this.clock.now);
  readonly firestore: Database;
  readonly auth = {
    signOutEverywhere: (uid: string) => this.onSignOutEverywhere(uid),
    deleteUser: (uid: string) => this.onDeleteUser(uid),
  };
  /** What the end of every sign-in of a user sets off. */
  onSignOutEverywhere: (uid: string) => void = () => {};
  /** What the deletion of an account sets off. */
  onDeleteUser: (uid: string) => void = () => {};
  readonly #documents = new Map<string, unknown>();
  readonly #disconnect: (() => void) | undefined;
  #now = Date.parse('2026-05-04T09:41:00Z');

  /** Holds too what clients write to `server`. */
  constructor(functionsBaseUrl = 'http://127.0.0.1:9/functions', server?: EmbeddedFirestore) {
    this.functionsBaseUrl = functionsBaseUrl;
    const { host, port } = server ?? { host: '127.0.0.1', port: 9 };
    this.firestore = { host, port, documents: () => this.#stored() };
    this.#disconnect = server?.onCommit((changes) => {
      for (const { path, after } of changes) this.store(path, after);
    });
  }

  signIn(user: string) {
    return { idToken: `token-of-${user}` };
  }

  idle(): Promise<void> {
    return Promise.resolve();
  }

  advance(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    return Promise.resolve();
  }

  stop(): void {
    this.#disconnect?.();
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
