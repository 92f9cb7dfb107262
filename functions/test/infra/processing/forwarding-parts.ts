import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  newlyStored,
  type StoredInboundMessage,
} from '../../../src/domain/messaging/inbound-message-repository.ts';
import type { InboundMessage } from '../../../src/domain/messaging/inbound-message.ts';
import { PRODUCT_EVENT_TYPES } from '../../../src/domain/messaging/product-event.ts';
import type { ForwardConfig } from '../../../src/infra/config/processor-config.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import { textMessage } from '../../support/text-message.ts';

export const SIGNING_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const RECEIVED_AT = Date.parse('2026-08-01T12:00:00.250Z');

export function forwardConfig(url: string, changes: Partial<ForwardConfig> = {}): ForwardConfig {
  return {
    kind: 'forward',
    url,
    signingSecret: new Secret(SIGNING_SECRET),
    timeout: 5_000,
    allowPrivateAddresses: true,
    events: new Set(PRODUCT_EVENT_TYPES),
    ...changes,
  };
}

const PHONE = 'whatsapp:+15550100001';

export function storedMessage(content: Partial<InboundMessage> = {}): StoredInboundMessage {
  return newlyStored({
    userId: 'ana',
    number: 7,
    receivedAt: RECEIVED_AT,
    backfilled: false,
    message: textMessage({
      messageSid: `SM${'0123456789abcdef'.repeat(2)}`,
      from: PHONE,
      body: 'Where is my order?',
      sender: {
        address: { kind: 'phone', value: PHONE },
        otherAddress: { kind: 'business-scoped-id', value: 'whatsapp:US.13491208655302741918' },
        profileName: 'Ana Ñ',
      },
      ...content,
    }),
  });
}

/** Listens on a free port of this machine until the test ends. */
export async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** The address of an HTTP server that answers so. */
export async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response));
  const port = await listening(server);
  onTestFinished(() => server.closeAllConnections());
  return `http://127.0.0.1:${port}/hook`;
}
