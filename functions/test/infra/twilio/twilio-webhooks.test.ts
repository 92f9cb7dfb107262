import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TwilioSimulator } from '../../../../local/twilio/twilio-simulator.ts';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import { parseInboundMessage } from '../../../src/infra/twilio/inbound/inbound-message-parser.ts';
import { TwilioMessagingService } from '../../../src/infra/twilio/twilio-messaging-service.ts';
import {
  TwilioRequestVerifier,
  type TwilioVerification,
} from '../../../src/infra/twilio/twilio-request-verifier.ts';
import { TWIML_CONTENT_TYPE, twiml } from '../../../src/infra/twilio/twiml.ts';
import { account, ANA, record } from './messaging-service-parts.ts';

/** The simulator signs and sends, the adapters verify, read and answer. */
describe('webhooks of the Twilio simulator', () => {
  let endpoint: HttpListener;
  let simulator: TwilioSimulator;
  let verifications: TwilioVerification[];
  let reply: string | null;

  beforeEach(async () => {
    verifications = [];
    reply = null;
    endpoint = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (request, response) => {
      void answer(request, response);
    });
    simulator = await TwilioSimulator.start({
      accountSid: account.accountSid,
      authToken: account.authTokens[0].reveal(),
      sender: account.sender.value,
      webhookUrl: `${endpoint.url}/twilioWebhook#rc=3&rp=ct,5xx,rt&tt=15000`,
      delay: async () => {},
    });
  });

  afterEach(async () => {
    await simulator.stop();
    await endpoint.stop();
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', rawQuery = ''] = (request.url ?? '').split('?');
    const functionName = path.slice(1);
    const verifier = new TwilioRequestVerifier({
      ...account,
      publicBaseUrl: endpoint.url,
      functionPrefix: '',
    });
    const verification = verifier.verify({
      functionName,
      purpose: functionName === 'twilioStatus' ? 'delivery-status' : 'inbound-message',
      contentType: request.headers['content-type'],
      rawBody: await buffer(request),
      rawQuery,
      signature: request.headers['x-twilio-signature']?.toString(),
    });
    verifications.push(verification);
    if (verification.kind === 'refused') response.writeHead(verification.httpStatus).end();
    else response.writeHead(200, { 'Content-Type': TWIML_CONTENT_TYPE }).end(twiml(reply));
  }

  it('lead a message in and the reply back', async () => {
    reply = 'Fish & <chips>\n"to go" 😀';
    const Body = ' Hola & adiós + 100% = "ñ"\nlínea 2 ';
    const result = await simulator.receive({
      From: ANA.value,
      Body,
      ['__proto__']: 'odd',
      repeated: ['2', '1'],
    });
    expect(result).toMatchObject({ status: 200, replies: [reply], errors: [] });
    const verification = verifications[0];
    if (verification?.kind !== 'verified') throw new Error('The webhook was refused.');
    expect(parseInboundMessage(verification.parameters)).toMatchObject({
      kind: 'parsed',
      message: {
        messageSid: result.messageSid,
        sender: { address: ANA, otherAddress: { kind: 'business-scoped-id' } },
        type: 'text',
        body: Body,
      },
    });
  });

  it('are answered with nothing where there is nothing to say', async () => {
    const result = await simulator.receive({ From: ANA.value, Body: 'hi' });
    expect(result).toMatchObject({ status: 200, contentType: 'text/xml', replies: [], errors: [] });
  });

  it('bring each status of a message, with its id', async () => {
    await simulator.receive({ From: ANA.value, Body: 'hi' });
    verifications.length = 0;
    const service = new TwilioMessagingService({
      config: { ...account, apiBaseUrl: simulator.url },
      statusCallbackUrl: `${endpoint.url}/twilioStatus`,
      ...record(),
    });
    const content = { kind: 'text', body: 'Account linked!', mediaUrl: null } as const;
    await service.send({ messageId: 'linked-AbC_0123', to: ANA, content });
    await simulator.idle();
    const statuses = verifications.map((verification) =>
      verification.kind === 'verified'
        ? [verification.oid, verification.parameters.get('MessageStatus')]
        : verification.reason,
    );
    expect(statuses).toEqual([
      ['linked-AbC_0123', 'sent'],
      ['linked-AbC_0123', 'delivered'],
    ]);
  });
});
