import {
  FieldValue,
  type DocumentData,
  type DocumentReference,
  type Firestore,
  type Query,
  type QuerySnapshot,
  type Transaction,
} from 'firebase-admin/firestore';
import type { CollectionName } from './collections.ts';
import type {
  DocumentKey,
  DocumentTransaction,
  DocumentWrite,
  ReadDocument,
} from './document-transaction.ts';
import { isFieldChange } from './documents/field-changes.ts';

/** A transaction of the server client. */
export class SdkTransaction implements DocumentTransaction {
  readonly #firestore: Firestore;
  readonly #transaction: Transaction;

  constructor(firestore: Firestore, transaction: Transaction) {
    this.#firestore = firestore;
    this.#transaction = transaction;
  }

  read(documents: readonly DocumentKey[]): Promise<readonly ReadDocument[]> {
    return this.#transaction.getAll(...documents.map((document) => this.#reference(document)));
  }

  collection(name: CollectionName): Query {
    return this.#firestore.collection(name);
  }

  query(query: Query): Promise<QuerySnapshot> {
    return this.#transaction.get(query);
  }

  /** After the last read. */
  write(write: DocumentWrite): void {
    const reference = this.#reference(write.document);
    switch (write.kind) {
      case 'create':
        this.#transaction.create(reference, sdkFields(write.fields));
        break;
      case 'set':
        this.#transaction.set(reference, sdkFields(write.fields));
        break;
      case 'merge':
        this.#transaction.set(reference, sdkFields(write.fields), { merge: true });
        break;
      case 'delete':
        this.#transaction.delete(reference);
    }
  }

  #reference({ collection, id }: DocumentKey): DocumentReference {
    return this.#firestore.collection(collection).doc(id);
  }
}

/** The same fields with their changes in the server client's words. */
export function sdkFields(fields: DocumentData): DocumentData {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, sdkValue(value)]));
}

function sdkValue(value: unknown): unknown {
  if (!isFieldChange(value)) return value;
  switch (value.kind) {
    case 'removal':
      return FieldValue.delete();
    case 'addition':
      return FieldValue.arrayUnion(...value.elements);
    case 'greater':
      return FieldValue.maximum(value.number);
  }
}
