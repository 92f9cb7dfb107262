import type { ListenResponse } from '../protocol/responses.ts';
import { documentOutput } from '../server/document-output.ts';
import type { Database } from '../store/database.ts';
import type { CommittedChange, StoredDocument } from '../store/stored-document.ts';
import { toTimestamp, type Microseconds } from '../value/timestamp.ts';
import type { ListenSource } from './listen-source.ts';

/** One target of a listen stream: remembers what the client has been shown and tells what differs. */
export class ListenTarget {
  readonly #id: number;
  readonly #database: Database;
  readonly #source: ListenSource;
  #shown: ReadonlyMap<string, StoredDocument> = new Map();

  constructor(id: number, database: Database, source: ListenSource) {
    this.#id = id;
    this.#database = database;
    this.#source = source;
  }

  /** Every document of the target as it is now. */
  initial(time: Microseconds): readonly ListenResponse[] {
    const documents = this.#read();
    const missing = this.#source.paths.filter((path) => !documents.has(path));
    return [
      ...[...documents.values()].map((document) => this.#shows(document)),
      ...missing.map((path) => ({ documentDelete: this.#loses(path, time) })),
    ];
  }

  /** What a commit changed in the target. */
  differences(changes: readonly CommittedChange[]): readonly ListenResponse[] {
    const covered = changes.filter(({ path }) => this.#source.covers(path));
    const [first] = covered;
    if (first === undefined) return [];
    const deleted = new Set(covered.filter(({ after }) => after === undefined).map(({ path }) => path));
    const before = this.#shown;
    const now = this.#read();
    const lost = [...before.keys()].filter((path) => !now.has(path));
    const different = [...now.values()].filter(
      ({ path, updateTime }) => before.get(path)?.updateTime !== updateTime,
    );
    return [
      ...lost.map((path) =>
        deleted.has(path)
          ? { documentDelete: this.#loses(path, first.time) }
          : { documentRemove: this.#loses(path, first.time) },
      ),
      ...different.map((document) => this.#shows(document)),
    ];
  }

  #read(): ReadonlyMap<string, StoredDocument> {
    this.#shown = new Map(this.#source.read().map((document) => [document.path, document]));
    return this.#shown;
  }

  #shows(document: StoredDocument): ListenResponse {
    return { documentChange: { document: documentOutput(document), targetIds: [this.#id] } };
  }

  #loses(path: string, time: Microseconds) {
    const document = this.#database.names.documentName(path);
    return { document, removedTargetIds: [this.#id], readTime: toTimestamp(time) };
  }
}
