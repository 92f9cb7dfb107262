import { invalidArgument } from '../protocol/firestore-error.ts';

const RESOURCE_NAME = /^projects\/([^/]+)\/databases\/([^/]+)(?:\/documents(?:\/(.+))?)?$/s;
const MAXIMUM_SEGMENT_BYTES = 1500;

export interface DatabaseName {
  readonly project: string;
  readonly database: string;
}

export interface ResourceName extends DatabaseName {
  /** The path below `documents`; empty for the database itself. */
  readonly path: string;
}

export function parseResourceName(name: string): ResourceName {
  const [, project, database, path = ''] = RESOURCE_NAME.exec(name) ?? [];
  if (project === undefined || database === undefined)
    throw invalidArgument(`Invalid resource name "${name}".`);
  return { project, database, path };
}

export function documentsRoot({ project, database }: DatabaseName): string {
  return `projects/${project}/databases/${database}/documents`;
}

/** Throws INVALID_ARGUMENT unless the path may name a document. */
export function checkDocumentPath(path: string): void {
  const segments = path.split('/');
  if (segments.length % 2 !== 0 || !segments.every(isSegment)) {
    throw invalidArgument(`Document name "${path}" is not valid.`);
  }
}

/** Throws INVALID_ARGUMENT unless the path is the database's root or may name a document. */
export function checkParentPath(path: string): void {
  if (path !== '') checkDocumentPath(path);
}

function isSegment(text: string): boolean {
  return (
    text !== '' &&
    text !== '.' &&
    text !== '..' &&
    !/^__.*__$/s.test(text) &&
    Buffer.byteLength(text) <= MAXIMUM_SEGMENT_BYTES
  );
}
