import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { refuseAbandonedWork } from './abandonment.ts';
import { asDomainError } from './firestore-errors.ts';
import { FirestoreSession, type FirestoreSessionPorts } from './firestore-session.ts';
import { firestoreRepositories } from './repositories/firestore-repositories.ts';

/** Transactions of the server client: documents that were read are locked until the commit, and a run that lost is repeated. */
export class FirestoreTransactions implements LinkingTransactions {
  readonly #ports: FirestoreSessionPorts;

  constructor(ports: FirestoreSessionPorts) {
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
      refuseAbandonedWork();
      const session = new FirestoreSession(this.#ports, transaction);
      const result = await work(firestoreRepositories(session, metrics));
      session.flush();
      return result;
    });
  }
}
