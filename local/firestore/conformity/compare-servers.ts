import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { randomQueries, type WireQuery } from './random-queries.ts';
import { randomCommits, type WireWrite } from './random-writes.ts';
import { PROJECT, type GeneratedClient } from './server-under-test.ts';

const DATABASE = `projects/${PROJECT}/databases/(default)`;
const ROOT = `${DATABASE}/documents`;

export interface Comparison {
  readonly seed: number;
  readonly runs: number;
}

/** Fails, with the smallest example it finds, unless both servers answer random writes and queries alike. */
export async function compareServers(
  ours: GeneratedClient,
  theirs: GeneratedClient,
  { seed, runs }: Comparison,
): Promise<void> {
  const commits = fc.array(randomCommits, { minLength: 4, maxLength: 10 });
  const queries = fc.array(randomQueries, { minLength: 1, maxLength: 8 });
  const property = fc.asyncProperty(commits, queries, async (commits, queries) => {
    const collectionId = `r-${randomUUID()}`;
    const [actual, expected] = await Promise.all([
      answers(ours, collectionId, commits, queries),
      answers(theirs, collectionId, commits, queries),
    ]);
    expect(actual).toStrictEqual(expected);
  });
  await fc.assert(property, { seed, numRuns: runs });
}

async function answers(
  client: GeneratedClient,
  collectionId: string,
  commits: readonly (readonly WireWrite[])[],
  queries: readonly WireQuery[],
): Promise<readonly unknown[]> {
  const answered: unknown[] = [];
  for (const writes of commits) {
    answered.push(
      await outcome(
        commit(
          client,
          writes.map((write) => inCollection(write, `${ROOT}/${collectionId}`)),
        ),
      ),
    );
  }
  for (const query of [{}, ...queries]) {
    const structuredQuery = { ...query, from: [{ collectionId }] };
    answered.push(await outcome(documents(client, structuredQuery)));
  }
  return answered;
}

function inCollection({ update, ...write }: WireWrite, collection: string): WireWrite {
  return {
    ...write,
    ...(update && { update: { ...update, name: `${collection}/${update.name}` } }),
    ...(write.delete && { delete: `${collection}/${write.delete}` }),
  };
}

async function commit(client: GeneratedClient, writes: WireWrite[]): Promise<unknown> {
  const [response] = await client.commit({ database: DATABASE, writes });
  return response.writeResults?.map((result) => result.transformResults);
}

/** Ids and fields of the documents a query finds, in its order. */
function documents(client: GeneratedClient, structuredQuery: WireQuery): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const found: unknown[] = [];
    client
      .runQuery({ parent: ROOT, structuredQuery })
      .on('data', ({ document }: { document?: { name: string; fields: unknown } }) => {
        if (document) found.push([document.name.slice(document.name.lastIndexOf('/')), document.fields]);
      })
      .on('end', () => resolve(found))
      .on('error', reject);
  });
}

/** An answer, or the status code of a refusal. */
async function outcome(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: error.code };
    throw error;
  }
}
