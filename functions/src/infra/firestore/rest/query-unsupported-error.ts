import { DomainError } from '../../../domain/shared/domain-error.ts';

/** The work asks for more than documents that it can name. Its code is how the metrics count transactions that were run anew because of it. */
export class QueryUnsupportedError extends DomainError {
  readonly code = 'query-unsupported';

  constructor() {
    super('This client of Firestore makes no queries: run the work on the server client.');
  }
}
