import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { batchGetDocuments } from '../server/methods/batch-get-documents.ts';
import { commit } from '../server/methods/commit.ts';
import { rollback } from '../server/methods/rollback.ts';
import type { FirestoreService } from '../server/firestore-service.ts';
import { batchGetAnswer, commitAnswer } from './answer-forms.ts';
import { batchGetForm, commitForm, rollbackForm } from './request-forms.ts';
import { restFailure } from './rest-failure.ts';

const PATH = /^\/v1\/(projects\/[^/]+\/databases\/[^/]+)\/documents:(batchGet|commit|rollback)$/;

/** The calls of the REST API that clients without gRPC make, on what gRPC works on too: they count, fail and lock alike. */
export class RestService {
  readonly #service: FirestoreService;

  constructor(service: FirestoreService) {
    this.#service = service;
  }

  /** False where the request is none of these calls. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const [, database, method] = PATH.exec(decodeURIComponent(request.url ?? '')) ?? [];
    if (request.method !== 'POST' || database === undefined || method === undefined) return false;
    // the last answer to this request, whatever it is
    void this.#answer(database, method, request).then(
      (answer) => send(response, 200, answer),
      (error: unknown) => {
        const { httpStatus, body } = restFailure(error);
        // a method whose answer is a list puts its failure into one
        send(response, httpStatus, method === 'batchGet' ? [body] : body);
      },
    );
    return true;
  }

  async #answer(database: string, method: string, request: IncomingMessage): Promise<object> {
    const form = await json(request);
    switch (method) {
      case 'batchGet': {
        const call = { database, ...batchGetForm.parse(form) };
        return batchGetAnswer(await this.#service.answer('batchGetDocuments', batchGetDocuments, call));
      }
      case 'commit': {
        const call = { database, ...commitForm.parse(form) };
        return commitAnswer(await this.#service.answer('commit', commit, call));
      }
      default: {
        const call = { database, ...rollbackForm.parse(form) };
        return this.#service.answer('rollback', rollback, call);
      }
    }
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
}
