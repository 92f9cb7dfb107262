import type {
  LinkingRepositories,
  LinkingTransactions,
} from '../../../domain/linking/linking-repositories.ts';
import { FirestoreSession, type FirestoreSessionPorts } from '../firestore-session.ts';
import { firestoreRepositories } from '../repositories/firestore-repositories.ts';
import { timedTransaction } from '../timed-transaction.ts';
import { QueryUnsupportedError } from './query-unsupported-error.ts';
import type { RestFirestore } from './rest-firestore.ts';
import { RestTransaction } from './rest-transaction.ts';
import { withRetries, type RetryPorts } from './with-retries.ts';

interface RestTransactionsPorts extends FirestoreSessionPorts, RetryPorts {
  readonly firestore: RestFirestore;
  /** Runs what makes queries. */
  readonly serverClient: LinkingTransactions;
}

type Work<Result> = (repositories: LinkingRepositories) => Promise<Result>;

/**
 * Transactions over documents that can be named, without the server client: it takes most of a cold start. Locks and runs as often as
 * that client does. Work that turns out to make a query is run anew on that client.
 */
export class RestTransactions implements LinkingTransactions {
  readonly #ports: RestTransactionsPorts;

  constructor(ports: RestTransactionsPorts) {
    this.#ports = ports;
  }

  async run<Result>(operation: string, work: Work<Result>): Promise<Result> {
    try {
      return await timedTransaction(this.#ports.metrics, operation, () => this.#run(work));
    } catch (error) {
      if (error instanceof QueryUnsupportedError) return this.#ports.serverClient.run(operation, work);
      throw error;
    }
  }

  #run<Result>(work: Work<Result>): Promise<Result> {
    let former: string | null = null;
    return withRetries(this.#ports, async () => {
      const transaction = new RestTransaction(this.#ports.firestore, former);
      try {
        return await this.#runOnce(transaction, work);
      } catch (error) {
        former = await transaction.rollBack();
        throw error;
      }
    });
  }

  async #runOnce<Result>(transaction: RestTransaction, work: Work<Result>): Promise<Result> {
    const session = new FirestoreSession(this.#ports, transaction);
    const result = await work(firestoreRepositories(session, this.#ports.metrics));
    await transaction.commit(session.writes);
    return result;
  }
}
