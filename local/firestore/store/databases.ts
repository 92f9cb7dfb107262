import { Database, type ChangeListener, type DatabaseOptions } from './database.ts';
import { documentsRoot, parseResourceName } from './resource-name.ts';

/** Every database of every project, made when first named. */
export class Databases implements Iterable<Database> {
  readonly #databases = new Map<string, Database>();
  readonly #options: DatabaseOptions;
  readonly #onChange: ChangeListener;

  constructor(options: DatabaseOptions, onChange: ChangeListener) {
    this.#options = options;
    this.#onChange = onChange;
  }

  /** The database that a resource name belongs to. */
  of(resourceName: string): Database {
    const { project, database } = parseResourceName(resourceName);
    const key = documentsRoot({ project, database });
    const known = this.#databases.get(key);
    if (known !== undefined) return known;
    const created = new Database({ project, database }, this.#options);
    created.onChange(this.#onChange);
    this.#databases.set(key, created);
    return created;
  }

  [Symbol.iterator](): Iterator<Database> {
    return this.#databases.values();
  }
}
