import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { CachedAccessTokens } from '../../../../src/infra/firestore/rest/access-tokens.ts';
import { metadataToken } from '../../../../src/infra/firestore/rest/granted-tokens.ts';
import { RestConnection } from '../../../../src/infra/firestore/rest/rest-connection.ts';

const HOUR_IN_SECONDS = 3_600;

function cachedTokens(failures = 0) {
  let now = 0;
  let grants = 0;
  const tokens = new CachedAccessTokens({
    clock: { now: () => now },
    async grant() {
      grants += 1;
      if (grants <= failures) throw new Error('no');
      return { token: `token-${grants}`, expiresInSeconds: HOUR_IN_SECONDS };
    },
  });
  return { tokens, passSeconds: (seconds: number) => (now += seconds * 1_000) };
}

it('is asked for once by all who come at once, and again a minute before it expires', async () => {
  const { tokens, passSeconds } = cachedTokens();
  const first = await Promise.all(Array.from({ length: 20 }, () => tokens.current()));
  expect(new Set(first)).toEqual(new Set(['token-1']));
  passSeconds(HOUR_IN_SECONDS - 61);
  expect(await tokens.current()).toBe('token-1');
  passSeconds(1);
  expect(await tokens.current()).toBe('token-2');
});

it('is asked for again once it was refused, and where it could not be had', async () => {
  const { tokens } = cachedTokens(1);
  await expect(tokens.current()).rejects.toThrow('no');
  expect(await tokens.current()).toBe('token-2');
  tokens.forget();
  expect(await tokens.current()).toBe('token-3');
});

async function metadataServerAnswering(listener: RequestListener): Promise<RestConnection> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  return new RestConnection(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
}

it('is that of the service account where the metadata server is', async () => {
  const metadataServer = await metadataServerAnswering(({ url, headers }, response) => {
    const isRight =
      url === '/computeMetadata/v1/instance/service-accounts/default/token' &&
      headers['metadata-flavor'] === 'Google';
    const token = { access_token: 'ya29.token', expires_in: 3_599, token_type: 'Bearer' };
    response.writeHead(isRight ? 200 : 404).end(JSON.stringify(token));
  });
  const granted = await metadataToken(metadataServer);
  expect(granted).toEqual({ token: 'ya29.token', expiresInSeconds: 3_599 });
});

it('where there is none, is no document that is missing', async () => {
  const metadataServer = await metadataServerAnswering((_, response) => response.writeHead(404).end());
  await expect(metadataToken(metadataServer)).rejects.toMatchObject({ code: 14, isRetryable: true });
});
