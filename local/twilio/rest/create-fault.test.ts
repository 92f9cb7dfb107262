import { describe, expect, it } from 'vitest';

import { clientOf, PHONE, refusalOf, SENDER, startSimulator } from '../testing/simulator-fixture.ts';

const text = { from: SENDER, to: PHONE, body: 'hi' };

describe('a fault of the create call', () => {
  it.each([
    [{ create: 'error', code: 63038, status: 429 } as const, { code: 63038, status: 429 }],
    [{ create: 'error', code: 21610 } as const, { code: 21610, status: 400 }],
    [{ create: 'throttle' } as const, { code: 20429, status: 429 }],
    [{ create: 'server-error' } as const, { code: 20500, status: 500 }],
    [{ create: 'reset-before' } as const, { code: 'ECONNRESET' }],
  ])('%o refuses the message', async (fault, refusal) => {
    const { simulator, client } = await startSimulator();
    simulator.faults.inject(fault);
    expect(await refusalOf(client.messages.create(text))).toMatchObject(refusal);
    expect(simulator.messages()).toEqual([]);
    await expect(client.messages.create(text)).resolves.toMatchObject({ status: 'queued' });
  });

  it('"throttle" says when to try again', async () => {
    const { simulator, client } = await startSimulator();
    simulator.faults.inject({ create: 'throttle', retryAfter: 7 });
    await refusalOf(client.messages.create(text));
    expect(client.httpClient.lastResponse?.headers).toMatchObject({ 'retry-after': '7' });
  });

  it('"hang" never answers, and the message is not accepted', async () => {
    const { simulator } = await startSimulator();
    simulator.faults.inject({ create: 'hang' });
    const impatient = clientOf(simulator, undefined, 100);
    expect(await refusalOf(impatient.messages.create(text))).toMatchObject({ code: 'ECONNABORTED' });
    expect(simulator.messages()).toEqual([]);
  });

  it('"reset-after" accepts the message and loses the answer', async () => {
    const { simulator, client } = await startSimulator();
    simulator.faults.inject({ create: 'reset-after' });
    expect(await refusalOf(client.messages.create(text))).toMatchObject({ code: 'ECONNRESET' });
    await simulator.idle();
    expect(await client.messages.list({ to: PHONE })).toMatchObject([{ body: 'hi', status: 'failed' }]);
  });

  it('"garbled" accepts the message and breaks the answer', async () => {
    const { simulator, client } = await startSimulator();
    simulator.faults.inject({ create: 'garbled' });
    await expect(client.messages.create(text)).rejects.toThrow(SyntaxError);
    expect(simulator.messages(PHONE)).toHaveLength(1);
  });

  it('strikes as often as it says, in the order of injection, and ends when cleared', async () => {
    const { simulator, client } = await startSimulator();
    simulator.faults.inject({ create: 'throttle', times: 2 });
    simulator.faults.inject({ create: 'server-error', times: 2 });
    const statuses: (number | undefined)[] = [];
    for (let call = 0; call < 3; call += 1) {
      statuses.push((await refusalOf(client.messages.create(text))).status);
    }
    expect(statuses).toEqual([429, 429, 500]);
    expect(simulator.faults.active().create).toEqual([{ kind: 'server-error' }]);
    simulator.faults.clear();
    await expect(client.messages.create(text)).resolves.toMatchObject({ status: 'queued' });
  });

  it('leaves a call with a wrong auth token alone', async () => {
    const { simulator } = await startSimulator();
    simulator.faults.inject({ create: 'server-error' });
    await refusalOf(clientOf(simulator, 'guessed').messages.create(text));
    expect(simulator.faults.active().create).toHaveLength(1);
  });
});
