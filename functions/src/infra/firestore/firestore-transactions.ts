import type { Firestore } from 'firebase-admin/firestore';
import type { LinkingRepositories, LinkingTransactions } from '../../domain/linking/linking-repositories.ts';
import { refuseAbandonedWork } from './abandonment.ts';
import { FirestoreSession, type FirestoreSessionPorts } from './firestore-session.ts';
import { firestoreRepositories } from './repositories/firestore-repositories.ts';
import { SdkTransaction } from './sdk-transaction.ts';
import { timedTransaction } from './timed-transaction.ts';

interface FirestoreTransactionsPorts extends FirestoreSessionPorts {
  readonly firestore: Firestore;
}

/** Transactions of the server client: documents that were read are locked until the commit, and a run that lost is repeated. */
export class FirestoreTransactions implements LinkingTransactions {
  readonly #ports: FirestoreTransactionsPorts;

  constructor(ports: FirestoreTransactionsPorts) {
    this.#ports = ports;
  }

  run<Result>(
    operation: string,
    work: (repositories: LinkingRepositories) => Promise<Result>,
  ): Promise<Result> {
    return timedTransaction(this.#ports.metrics, operation, () => this.#run(work));
  }

  #run<Result>(work: (repositories: LinkingRepositories) => Promise<Result>): Promise<Result> {
    const { firestore, metrics } = this.#ports;
    return firestore.runTransaction(async (clientTransaction) => {
      refuseAbandonedWork();
      const transaction = new SdkTransaction(firestore, clientTransaction);
      const session = new FirestoreSession(this.#ports, transaction);
      const result = await work(firestoreRepositories(session, metrics));
      for (const write of session.writes) transaction.write(write);
      return result;
    });
  }
}
