import type { DocumentData } from 'firebase-admin/firestore';
import type { DocumentKey, DocumentWrite, ReadDocument } from '../document-transaction.ts';
import type { AccessTokens } from './access-tokens.ts';
import { failureOf, FirestoreCallError } from './firestore-call-error.ts';
import type { RestConnection } from './rest-connection.ts';
import { decodeFields, decodeInstant, type RestFields } from './rest-values.ts';
import { restWrite, type DocumentUpdate } from './rest-write.ts';

export interface BegunTransaction {
  readonly transaction: string;
  readonly documents: readonly ReadDocument[];
}

/** https://firebase.google.com/docs/firestore/reference/rest/v1/projects.databases.documents/batchGet */
interface BatchGetAnswer {
  readonly found?: { readonly name: string; readonly fields?: RestFields; readonly createTime: string };
  readonly missing?: string;
  readonly transaction?: string;
}

interface RestFirestoreOptions {
  readonly project: string;
  readonly database: string;
  readonly connection: RestConnection;
  readonly tokens: AccessTokens;
}

const UNAUTHENTICATED = 401;
const MISSING: ReadDocument = { data: () => undefined, get: () => undefined };

/** The calls of Firestore's REST API that a transaction over known documents takes. All throw `FirestoreCallError`. */
export class RestFirestore {
  readonly #connection: RestConnection;
  readonly #tokens: AccessTokens;
  readonly #documents: string;

  constructor({ project, database, connection, tokens }: RestFirestoreOptions) {
    this.#connection = connection;
    this.#tokens = tokens;
    this.#documents = `projects/${project}/databases/${database}/documents`;
  }

  /** Begins a transaction and reads in it. `former` is the run that it repeats: so it does not queue behind those that came later. */
  async begin(keys: readonly DocumentKey[], former: string | null): Promise<BegunTransaction> {
    const readWrite = former === null ? {} : { retryTransaction: former };
    const answers = await this.#batchGet(keys, { newTransaction: { readWrite } });
    const transaction = answers.find((answer) => answer.transaction !== undefined)?.transaction;
    if (transaction === undefined) throw new FirestoreCallError('INTERNAL');
    return { transaction, documents: this.#inOrder(keys, answers) };
  }

  async read(keys: readonly DocumentKey[], transaction: string): Promise<readonly ReadDocument[]> {
    return this.#inOrder(keys, await this.#batchGet(keys, { transaction }));
  }

  /** Without a transaction the writes are stored together all the same. */
  async commit(
    writes: readonly (DocumentWrite | DocumentUpdate)[],
    transaction: string | null,
  ): Promise<void> {
    await this.#call('commit', {
      writes: writes.map((write) => restWrite(write, (key) => this.#nameOf(key))),
      ...(transaction !== null && { transaction }),
    });
  }

  async rollback(transaction: string): Promise<void> {
    await this.#call('rollback', { transaction });
  }

  async #batchGet(keys: readonly DocumentKey[], selector: object): Promise<readonly BatchGetAnswer[]> {
    const documents = keys.map((key) => this.#nameOf(key));
    // the form that the REST API documents for its answer
    return (await this.#call('batchGet', { documents, ...selector })) as readonly BatchGetAnswer[];
  }

  /** They come in any order; where the stream of them broke off, some do not come at all. */
  #inOrder(keys: readonly DocumentKey[], answers: readonly BatchGetAnswer[]): readonly ReadDocument[] {
    const documents = new Map(answers.map(namedDocument));
    return keys.map((key) => {
      const document = documents.get(this.#nameOf(key));
      if (document === undefined) throw new FirestoreCallError('INTERNAL');
      return document;
    });
  }

  async #call(method: 'batchGet' | 'commit' | 'rollback', request: object): Promise<unknown> {
    const { status, body } = await this.#connection.send({
      method: 'POST',
      path: `/v1/${this.#documents}:${method}`,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await this.#tokens.current()}`,
      },
      body: JSON.stringify(request),
    });
    if (status === 200) return JSON.parse(body);
    if (status === UNAUTHENTICATED) this.#tokens.forget();
    throw failureOf(status, body);
  }

  #nameOf({ collection, id }: DocumentKey): string {
    // a slash would lead out of the collection
    if (id === '' || id.includes('/'))
      throw new RangeError(`A document of ${collection} cannot have this id.`);
    return `${this.#documents}/${collection}/${id}`;
  }
}

function namedDocument({ found, missing }: BatchGetAnswer): readonly [string | undefined, ReadDocument] {
  return found === undefined ? [missing, MISSING] : [found.name, readDocument(found)];
}

function readDocument({ fields, createTime }: NonNullable<BatchGetAnswer['found']>): ReadDocument {
  const data: DocumentData = decodeFields(fields);
  return { data: () => data, get: (field) => data[field], createTime: decodeInstant(createTime) };
}
