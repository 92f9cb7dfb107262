import { invalidArgument } from '../protocol/firestore-error.ts';
import {
  checkDocumentPath,
  checkParentPath,
  documentsRoot,
  parseResourceName,
  type DatabaseName,
} from './resource-name.ts';

/** Turns the resource names of one database into paths and back. */
export class ResourceNames {
  readonly #root: string;

  constructor(database: DatabaseName) {
    this.#root = documentsRoot(database);
  }

  /** The path of a document of this database; throws INVALID_ARGUMENT for any other name. */
  documentPath(name: string): string {
    const path = this.parentPath(name);
    checkDocumentPath(path);
    return path;
  }

  /** Like `documentPath`, but also accepts the database's root, whose path is empty. */
  parentPath(name: string): string {
    const { path, ...database } = parseResourceName(name);
    if (documentsRoot(database) !== this.#root) {
      throw invalidArgument(`"${name}" is not in the database of this request.`);
    }
    checkParentPath(path);
    return path;
  }

  documentName(path: string): string {
    return `${this.#root}/${path}`;
  }
}
