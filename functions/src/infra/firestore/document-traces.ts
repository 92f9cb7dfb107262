import type { DocumentData } from 'firebase-admin/firestore';
import { parseTraceparent } from '../logging/parse-trace.ts';
import { rememberTrace } from '../logging/trace-context.ts';
import { currentTraceparent } from '../logging/traceparent.ts';
import { collections, type CollectionName } from './collections.ts';
import { pathOf, type DocumentKey, type DocumentWrite, type ReadDocument } from './document-transaction.ts';
import { TRACE } from './documents/trace-field.ts';

type StampedKind = Exclude<DocumentWrite['kind'], 'delete'>;

interface FoundDocument {
  readonly path: string;
  readonly id: string;
}

/** Documents that something is done about after the request which created them. */
const TRACED: ReadonlySet<CollectionName> = new Set([
  collections.userMappings,
  collections.inboundMessages,
  collections.outboundMessages,
  collections.events,
]);

/** Notes the trace of a document where it tells one. */
export function noteTrace(id: string, document: Pick<ReadDocument, 'get'>): void {
  const trace = parseTraceparent(document.get(TRACE));
  if (trace !== null) rememberTrace(id, trace);
}

/** Within one transaction: a document that is written anew keeps the trace that it had, and a new one gets the current one. */
export class DocumentTraces {
  /** By path; null for a document that tells no trace. */
  readonly #read = new Map<string, string | null>();

  /** `isWhole`: a query may have been told to leave fields out, so what it does not show may be there. */
  found({ path, id }: FoundDocument, document: Pick<ReadDocument, 'get'>, isWhole: boolean): void {
    const value = document.get(TRACE);
    if (typeof value === 'string') this.#read.set(path, value);
    else if (isWhole) this.#read.set(path, null);
    noteTrace(id, document);
  }

  /** The fields with their trace. A merge leaves it as it is, unless what was read is known to lack it. */
  stamped(kind: StampedKind, document: DocumentKey, fields: DocumentData): DocumentData {
    const kept = this.#read.get(pathOf(document));
    if (!TRACED.has(document.collection) || (kind === 'merge' && kept !== null)) return fields;
    const trace = kept ?? currentTraceparent();
    return trace === null ? fields : { ...fields, [TRACE]: trace };
  }
}
