import type { Firestore } from 'firebase-admin/firestore';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { asDomainError } from './firestore-errors.ts';
import { FirestoreSession } from './firestore-session.ts';
import { firestoreRepositories } from './repositories/firestore-repositories.ts';

interface FirestoreTransactionsPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

/** Transactions of the server client: documents that were read are locked until the commit, and a run that lost is repeated. */
export class FirestoreTransactions implements LinkingTransactions {
  readonly #ports: FirestoreTransactionsPorts;

  constructor(ports: FirestoreTransactionsPorts) {
    this.#ports = ports;
  }

  async run<Result>(
    operation: string,
    work: (repositories: LinkingRepositories) => Promise<Result>,
  ): Promise<Result> {
    const { metrics } = this.#ports;
    try {
      const result = await metrics.timer('firestore.transaction', { operation }, () => this.#run(work));
      metrics.increment('firestore.queries', { operation, result: 'ok' });
      return result;
    } catch (error) {
      const mapped = asDomainError(error);
      const result = mapped instanceof DomainError ? mapped.code : 'failed';
      metrics.increment('firestore.queries', { operation, result });
      throw mapped;
    }
  }

  #run<Result>(work: (repositories: LinkingRepositories) => Promise<Result>): Promise<Result> {
    const { firestore, metrics } = this.#ports;
    return firestore.runTransaction(async (transaction) => {
      const session = new FirestoreSession(firestore, transaction, metrics);
      const result = await work(firestoreRepositories(session, metrics));
      session.flush();
      return result;
    });
  }
}
