import { http, type HttpFunction } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { getApps } from 'firebase-admin/app';
import { once } from 'node:events';

/** What a fresh process did until the functions were loaded, and until ten simultaneous first requests were answered. */
export interface ColdStart {
  readonly loaded: {
    readonly variablesRead: readonly string[];
    readonly appsBuilt: number;
    readonly handlesOpened: readonly string[];
  };
  readonly answered: {
    readonly statuses: readonly number[];
    readonly variablesRead: readonly string[];
    readonly appsBuilt: number;
  };
}

const variablesRead: string[] = [];
process.env = new Proxy(process.env, {
  get(variables, name) {
    variablesRead.push(String(name));
    return Reflect.get(variables, name);
  },
});

const handlesBefore = process.getActiveResourcesInfo();
const functions = await import('../../src/index.ts');
const handlesAfter = process.getActiveResourcesInfo();
const loaded = {
  variablesRead: variablesRead.splice(0),
  appsBuilt: getApps().length,
  handlesOpened: handlesAfter.slice(handlesBefore.length),
};

// both speak of Express requests; firebase-functions declares the raw body as always present
http('webhook', functions.twilioWebhook as unknown as HttpFunction);
const server = getTestServer('webhook').listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
const requests = Array.from({ length: 10 }, () =>
  fetch(url, { method: 'POST', body: new URLSearchParams() }),
);
const statuses = (await Promise.all(requests)).map(({ status }) => status);
const coldStart: ColdStart = { loaded, answered: { statuses, variablesRead, appsBuilt: getApps().length } };
process.send?.(coldStart);
server.closeAllConnections();
server.close();
