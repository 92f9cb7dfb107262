import type { ListDocumentsRequest } from '../../protocol/requests.ts';
import type { ListDocumentsResponse } from '../../protocol/responses.ts';
import type { DocumentReader } from '../../query/document-reader.ts';
import { compareStrings } from '../../value/compare-strings.ts';
import { documentOutput } from '../document-output.ts';
import type { ServiceContext } from '../service-context.ts';

const LARGEST_PAGE = 300;

/** Documents by name; with `showMissing` also those that do not exist but have documents below them. */
export function listDocuments(
  { databases, operations }: ServiceContext,
  request: ListDocumentsRequest,
): ListDocumentsResponse {
  const database = databases.of(request.parent);
  const reader = database.documentsFor(request);
  const parentPath = database.names.parentPath(request.parent);
  const collectionPath = parentPath === '' ? request.collectionId : `${parentPath}/${request.collectionId}`;
  const remaining = documentPaths(reader, collectionPath, request.showMissing).filter(
    (path) => compareStrings(path, request.pageToken) > 0,
  );
  const page = remaining.slice(0, Math.min(request.pageSize || LARGEST_PAGE, LARGEST_PAGE));
  operations.countReads(Math.max(1, page.length));
  const documents = page.map((path) => {
    const document = reader.document(path);
    return document ? documentOutput(document, request.mask) : { name: database.names.documentName(path) };
  });
  const nextPageToken = page.length < remaining.length ? (page.at(-1) ?? '') : '';
  return { documents, nextPageToken };
}

function documentPaths(
  reader: DocumentReader,
  collectionPath: string,
  showMissing: boolean,
): readonly string[] {
  const depth = collectionPath.split('/').length + 1;
  const paths = new Set<string>();
  const everything = { parentPath: '', collectionId: '', allDescendants: true };
  for (const { path } of reader.documentsIn(everything)) {
    const segments = path.split('/');
    const isBelow = path.startsWith(`${collectionPath}/`);
    if (isBelow && (showMissing || segments.length === depth)) paths.add(segments.slice(0, depth).join('/'));
  }
  return [...paths].sort(compareStrings);
}
