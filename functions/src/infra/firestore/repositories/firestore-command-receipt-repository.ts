import type {
  CommandReceipt,
  CommandReceiptRepository,
} from '../../../domain/linking/linking-repositories.ts';
import { collections } from '../collections.ts';
import { decodeCommandReceipt, encodeCommandReceipt } from '../documents/command-receipt-document.ts';
import type { DocumentKey } from '../document-transaction.ts';
import type { FirestoreSession } from '../firestore-session.ts';

export class FirestoreCommandReceiptRepository implements CommandReceiptRepository {
  readonly #session: FirestoreSession;

  constructor(session: FirestoreSession) {
    this.#session = session;
  }

  async find(messageSid: string): Promise<CommandReceipt | null> {
    const snapshot = await this.#session.read(this.#key(messageSid));
    const data = snapshot.data();
    return data === undefined ? null : decodeCommandReceipt(messageSid, data);
  }

  create(receipt: CommandReceipt): void {
    this.#session.create(
      this.#key(receipt.messageSid),
      encodeCommandReceipt(receipt, this.#session.retention),
    );
  }

  #key(messageSid: string): DocumentKey {
    return { collection: collections.commandReceipts, id: messageSid };
  }
}
