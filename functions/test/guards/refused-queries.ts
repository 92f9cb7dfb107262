import { connect } from '../../../local/firestore/conformity/server-under-test.ts';
import { EmbeddedFirestore, type IndexDefinitions } from '../../../local/firestore/embedded-firestore.ts';
import { firestoreQueries, prepare, type NamedQuery } from './firestore-queries.ts';

/** The queries that a Firestore with these indexes refuses. */
export async function refusedQueries(definitions: IndexDefinitions): Promise<readonly string[]> {
  const server = await EmbeddedFirestore.start({ indexes: definitions });
  const connection = connect(`${server.host}:${server.port}`);
  try {
    await prepare(connection.firestore);
    const refused = await Promise.all(
      firestoreQueries(connection.firestore).map(async (query) =>
        (await isRefused(query)) ? [query.name] : [],
      ),
    );
    return refused.flat();
  } finally {
    await connection.close();
    await server.stop();
  }
}

async function isRefused(query: NamedQuery): Promise<boolean> {
  try {
    await query.run();
    return false;
  } catch (error) {
    if (/requires an index/.test(String(error))) return true;
    throw error;
  }
}
