import { Firestore, Timestamp, type DocumentChange } from 'firebase-admin/firestore';
import { collections } from '../../functions/src/infra/firestore/collections.ts';
import type { Database, StoredDocument } from '../phone/page-world.ts';
import type { Activity } from '../world/activity.ts';
import { localIdentity } from '../world/local-identity.ts';

interface MirroredFirestoreOptions {
  readonly host: string;
  readonly port: number;
  readonly onChange: (activity: Activity) => void;
}

const kinds = { added: 'created', modified: 'updated', removed: 'deleted' } as const;

/** What Linkline stores in a Firestore server of another process, as far as its listeners have told. */
export class MirroredFirestore implements Database {
  readonly host: string;
  readonly port: number;
  readonly #client: Firestore;
  readonly #onChange: (activity: Activity) => void;
  readonly #listeners: (() => void)[] = [];
  readonly #documents = new Map<string, StoredDocument>();

  private constructor({ host, port, onChange }: MirroredFirestoreOptions) {
    this.host = host;
    this.port = port;
    this.#onChange = onChange;
    this.#client = new Firestore({ projectId: localIdentity.project, host: `${host}:${port}`, ssl: false });
  }

  /** Resolves when every collection has been read once. */
  static async start(options: MirroredFirestoreOptions): Promise<MirroredFirestore> {
    const mirror = new MirroredFirestore(options);
    await Promise.all(Object.values(collections).map((name) => mirror.#watch(name)));
    return mirror;
  }

  /** By path; of all collections where none is named. */
  documents(collection = ''): readonly StoredDocument[] {
    return [...this.#documents.values()]
      .filter(({ path }) => collection === '' || path.startsWith(`${collection}/`))
      .toSorted((left, right) => (left.path < right.path ? -1 : 1));
  }

  async stop(): Promise<void> {
    for (const end of this.#listeners) end();
    await this.#client.terminate();
  }

  async #watch(collection: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = this.#client.collection(collection).onSnapshot((snapshot) => {
      for (const change of snapshot.docChanges()) this.#apply(change);
      resolve();
    }, reject);
    this.#listeners.push(end);
    await promise;
  }

  #apply({ type, doc }: DocumentChange): void {
    const { path } = doc.ref;
    const data = forPeople(doc.data());
    if (type === 'removed') this.#documents.delete(path);
    else this.#documents.set(path, { path, data });
    this.#onChange({ kind: 'document', at: Date.now(), change: kinds[type], path, data });
  }
}

/** As the embedded Firestore shows what it stores. */
function forPeople(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(forPeople);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, forPeople(part)]));
}
