import type { DocumentData } from 'firebase-admin/firestore';
import type { DocumentChange } from '../../../local/firestore/embedded-firestore.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** One generated request, what is stored before it, and what it may do. */
export interface Trial {
  readonly kind: string;
  /** Behind the functions' address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Sent so often, one after the other. */
  readonly times: number;
  readonly stored: readonly { readonly path: string; readonly data: DocumentData }[];
  /** Texts of which every document that the request may change mentions one, and no document of another trial. */
  readonly marks: readonly string[];
  /** For a body of Twilio's: whether it is signed for our account and sender. */
  readonly isOurs?: boolean;
  /** What is wrong with the answers and with what has changed. An answer of 4xx never comes with a change outside of `countedIn`. */
  judge(answers: readonly FuzzAnswer[], changes: readonly DocumentChange[]): readonly string[];
  /** A refusal that is counted in the documents of these collections. */
  readonly countedIn?: readonly string[];
}

export function collectionOf({ path }: { readonly path: string }): string {
  return path.slice(0, path.indexOf('/'));
}

/** A problem for each change outside of the collections. */
export function changesOutside(
  collections: readonly string[],
  changes: readonly DocumentChange[],
): readonly string[] {
  const outside = changes.filter((change) => !collections.includes(collectionOf(change)));
  return outside.map((change) => `${change.kind} a document of ${collectionOf(change)}`);
}
