import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { TwilioSimulator, type TwilioSimulatorOptions } from '../../../../local/twilio/twilio-simulator.ts';
import { HttpListener } from '../../../../local/world/http-listener.ts';
import { TwilioProviderRecords } from '../../../src/infra/twilio/twilio-provider-records.ts';
import { account, ANA, record, type Recording } from './messaging-service-parts.ts';

const BEN = 'whatsapp:+15550100002';
const SID = `SM${'1'.repeat(32)}`;

describe('TwilioProviderRecords', () => {
  let recording: Recording;
  let waits: number[];

  beforeEach(() => {
    recording = record();
    waits = [];
  });

  const recordsAt = (apiBaseUrl: string) =>
    new TwilioProviderRecords({
      config: { ...account, apiBaseUrl },
      ...recording,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });

  async function simulate(options: Partial<TwilioSimulatorOptions> = {}): Promise<TwilioSimulator> {
    const simulator = await TwilioSimulator.start({
      accountSid: account.accountSid,
      authToken: account.authTokens[0].reveal(),
      sender: account.sender.value,
      delay: async () => {},
      ...options,
    });
    onTestFinished(() => simulator.stop());
    return simulator;
  }

  async function answer(statuses: readonly number[]): Promise<string> {
    const left = [...statuses];
    const server = await HttpListener.start({ host: '127.0.0.1', port: 0 }, ({ method }, response) => {
      const body = method === 'GET' ? { sid: SID, status: 'sent', num_media: '0' } : { code: 20009 };
      response.writeHead(left.shift() ?? 204).end(JSON.stringify(body));
    });
    onTestFinished(() => server.stop());
    return server.url;
  }

  it("finds a person's messages both ways, and deletes them with their media", async () => {
    const simulator = await simulate();
    const records = recordsAt(simulator.url);
    const media = { MediaContentType0: 'image/png' };
    const { messageSid } = await simulator.receive({ From: ANA.value, Body: 'look', ...media });
    await simulator.receive({ From: BEN, Body: 'hi' });
    const medium = simulator.messages(ANA.value)[0]?.mediaUrls[0] ?? '';
    expect((await fetch(medium)).status).toBe(200);
    const listed = await records.list(ANA);
    expect(listed).toEqual([messageSid]);
    expect(await records.remove(messageSid)).toBe('removed');
    expect((await fetch(medium)).status).toBe(404);
    expect(await records.remove(messageSid)).toBe('absent');
    expect(simulator.messages().map(({ body }) => body)).toEqual(['hi']);
  });

  it('leaves a message alone that is still on its way', async () => {
    const stuck = Promise.withResolvers<void>();
    const simulator = await simulate({ delay: () => stuck.promise });
    const send = await fetch(`${simulator.url}/2010-04-01/Accounts/${account.accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${account.accountSid}:${account.authTokens[0].reveal()}`)}` },
      body: new URLSearchParams({ From: account.sender.value, To: ANA.value, Body: 'hi' }),
    });
    expect(send.status).toBe(201);
    const [messageSid = ''] = await recordsAt(simulator.url).list(ANA);
    expect(await recordsAt(simulator.url).remove(messageSid)).toBe('unfinished');
    expect(simulator.messages()).toHaveLength(1);
    stuck.resolve();
    await simulator.idle();
  });

  it.each([
    ['tries again what may pass', [503, 200, 500, 204], 'removed', [1_000, 1_000]],
    ['is told by Twilio what is not completed', [200, 409], 'unfinished', []],
  ])('%s', async (_, statuses, removal, waited) => {
    expect(await recordsAt(await answer(statuses)).remove(SID)).toBe(removal);
    expect(waits).toEqual(waited);
  });

  it('gives up after some tries, and says nothing of the message or the account', async () => {
    const records = recordsAt(await answer(Array.from({ length: 9 }, () => 503)));
    await expect(records.list(ANA)).rejects.toMatchObject({ code: 'messaging-unavailable' });
    expect(waits).toEqual([1_000, 3_000, 9_000]);
    expect(JSON.stringify(recording.logged)).not.toContain(ANA.value.slice(-10));
  });
});
