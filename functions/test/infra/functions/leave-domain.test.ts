import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { leaveDomain } from '../../../src/infra/functions/leave-domain.ts';

const domainOf = () => (process as { readonly domain?: unknown }).domain ?? null;

it('leaves the domain that functions-framework runs a request in, also for what comes after an await', async () => {
  const domains: unknown[] = [];
  http('leaver', async (_request, response) => {
    domains.push(domainOf());
    leaveDomain();
    domains.push(domainOf());
    await Promise.resolve();
    domains.push(domainOf());
    response.sendStatus(204);
  });
  const server = getTestServer('leaver').listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const response = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  server.close();
  expect(response.status).toBe(204);
  expect(domains).toEqual([expect.anything(), null, null]);
});

it('does nothing where there is none', () => {
  expect(domainOf()).toBeNull();
  expect(leaveDomain).not.toThrow();
});
