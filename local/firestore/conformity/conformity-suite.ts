import { afterAll, beforeAll, describe } from 'vitest';
import { collectionsConform } from './collections.ts';
import { listenersConform } from './listeners.ts';
import { queriesConform } from './queries.ts';
import { refusalsConform } from './refusals.ts';
import { restConforms } from './rest.ts';
import { connect, connectGenerated, type Connection, type GeneratedClient } from './server-under-test.ts';
import { singleDocumentMethodsConform } from './single-document-methods.ts';
import { transactionsConform } from './transactions.ts';
import { transformsConform } from './transforms.ts';
import { writesConform } from './writes.ts';

/** What any Firestore server must do, as the real clients see it. */
export function conformitySuite(host: () => string): void {
  describe('as its clients see it', () => {
    let connection: Connection;
    let client: GeneratedClient;
    const firestore = () => connection.firestore;

    beforeAll(() => {
      connection = connect(host());
      client = connectGenerated(host());
    });

    afterAll(async () => {
      await connection.close();
      await client.close();
    });

    writesConform(firestore);
    transformsConform(firestore);
    queriesConform(firestore);
    refusalsConform(() => client);
    transactionsConform(firestore);
    listenersConform(firestore);
    collectionsConform(firestore);
    singleDocumentMethodsConform(() => client);
    restConforms(firestore, host);
  });
}
