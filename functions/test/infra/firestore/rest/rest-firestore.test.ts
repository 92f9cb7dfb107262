import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RestConnection } from '../../../../src/infra/firestore/rest/rest-connection.ts';
import { RestFirestore } from '../../../../src/infra/firestore/rest/rest-firestore.ts';

async function firestoreAnswering(listener: RequestListener) {
  const sockets: Socket[] = [];
  const server = createServer(listener)
    .on('connection', (socket: Socket) => sockets.push(socket))
    .listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const tokens: string[] = ['first', 'second'];
  const firestore = new RestFirestore({
    project: 'p',
    database: 'd',
    connection: new RestConnection(`http://127.0.0.1:${port}`),
    tokens: { current: async () => tokens[0] ?? '', forget: () => void tokens.shift() },
  });
  return { firestore, sockets };
}

describe('RestFirestore', () => {
  it('survives that a kept connection has been closed meanwhile', async () => {
    let answered = 0;
    const { firestore, sockets } = await firestoreAnswering((request, response) => {
      request.resume();
      // the first connection dies on its second request, as one does of which both ends have thought differently
      if (answered === 1 && request.socket === sockets[0]) request.socket.destroy();
      else response.end('{}');
      answered += 1;
    });
    await firestore.rollback('AAAA');
    await firestore.rollback('AAAA');
    expect([answered, sockets.length]).toEqual([3, 2]);
  });

  it('asks for another token once one was refused', async () => {
    const authorizations: unknown[] = [];
    const { firestore } = await firestoreAnswering((request, response) => {
      request.resume();
      authorizations.push(request.headers.authorization);
      response.writeHead(authorizations.length === 1 ? 401 : 200).end('{}');
    });
    await expect(firestore.rollback('AAAA')).rejects.toMatchObject({ code: 16, isRetryable: true });
    await firestore.rollback('AAAA');
    expect(authorizations).toEqual(['Bearer first', 'Bearer second']);
  });

  it.each([
    [409, '{"error":{"code":409,"message":"projects/p/secret","status":"ABORTED"}}', 10, true],
    [409, '[{"error":{"code":409,"message":"projects/p/secret","status":"ALREADY_EXISTS"}}]', 6, false],
    [
      400,
      '{"error":{"message":"The referenced transaction has expired","status":"INVALID_ARGUMENT"}}',
      3,
      true,
    ],
    [400, '{"error":{"message":"Unknown name secret","status":"INVALID_ARGUMENT"}}', 3, false],
    [502, '<html>secret</html>', 14, true],
    [418, '', 2, true],
  ])('reads a %i, and repeats nothing of what it says', async (httpStatus, body, code, isRetryable) => {
    const { firestore } = await firestoreAnswering((request, response) => {
      request.resume();
      response.writeHead(httpStatus).end(body);
    });
    const call = firestore.commit([], null);
    await expect(call).rejects.toMatchObject({ code, isRetryable });
    await expect(call).rejects.toThrow(/^Firestore answered [A-Z_]+\.$/);
  });

  it('takes no document for missing that the answer does not speak of', async () => {
    const { firestore } = await firestoreAnswering((request, response) => {
      request.resume();
      response.end('[{"transaction":"AAAA"},{"error":{"code":503,"status":"UNAVAILABLE"}}]');
    });
    const key = { collection: 'whatsapp_links', id: 'ada' } as const;
    const unanswered = { code: 13, isRetryable: true };
    await expect(firestore.begin([key], null)).rejects.toMatchObject(unanswered);
    await expect(firestore.read([key], 'AAAA')).rejects.toMatchObject(unanswered);
  });

  it('does not let an id lead out of its collection', async () => {
    const { firestore } = await firestoreAnswering((_, response) => response.end('{}'));
    for (const id of ['', 'a/b/c']) {
      const removal = firestore.commit(
        [{ kind: 'delete', document: { collection: 'whatsapp_links', id } }],
        null,
      );
      await expect(removal).rejects.toThrow(RangeError);
    }
  });
});
