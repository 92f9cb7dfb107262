import { describe, expect, it } from 'vitest';

import { PHONE, refusalOf, SENDER, startSimulator } from '../testing/simulator-fixture.ts';

const OTHER = 'whatsapp:+15550100002';

async function withFiveMessages() {
  const fixture = await startSimulator();
  const { simulator, client, clock } = fixture;
  await simulator.receive({ From: PHONE, Body: '1' });
  await simulator.receive({ From: OTHER, Body: '2' });
  for (const [to, body] of [
    [PHONE, '3'],
    [OTHER, '4'],
    [PHONE, '5'],
  ] as const) {
    clock.now += 60 * 60 * 1000;
    await client.messages.create({ from: SENDER, to, body });
    await simulator.idle();
  }
  return fixture;
}

const bodies = (messages: readonly { body: string }[]): string[] => messages.map(({ body }) => body);

describe('listing messages', () => {
  it('shows the newest first, both directions', async () => {
    const { client } = await withFiveMessages();
    const messages = await client.messages.list();
    expect(bodies(messages)).toEqual(['5', '4', '3', '2', '1']);
    expect(messages.at(-1)).toMatchObject({ direction: 'inbound', status: 'received', from: PHONE });
  });

  it.each([
    [{ to: PHONE }, ['5', '3']],
    [{ from: SENDER, to: OTHER }, ['4']],
    [{ from: PHONE }, ['1']],
    [{ dateSentAfter: new Date('2026-03-01T14:00:00Z') }, ['5', '4']],
    [{ dateSentBefore: new Date('2026-03-01T13:00:00Z') }, ['3', '2', '1']],
    [{ dateSent: new Date('2026-03-01T00:00:00Z') }, ['5', '4', '3', '2', '1']],
    [{ dateSent: new Date('2026-03-02T00:00:00Z') }, []],
  ])('filters by %o', async (filter, expected) => {
    const { client } = await withFiveMessages();
    expect(bodies(await client.messages.list(filter))).toEqual(expected);
  });

  it('leaves out of a date filter what has not been sent', async () => {
    const { client, simulator } = await startSimulator();
    await client.messages.create({ from: SENDER, to: PHONE, body: 'outside the window' });
    await simulator.idle();
    expect(await client.messages.list()).toHaveLength(1);
    expect(await client.messages.list({ dateSentAfter: new Date(0) })).toEqual([]);
  });

  it('turns pages forwards and back', async () => {
    const { client } = await withFiveMessages();
    const first = await client.messages.page({ pageSize: 2 });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    expect([first, second, third].map((page) => bodies(page?.instances ?? []))).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['1'],
    ]);
    expect([first.previousPageUrl, third?.nextPageUrl]).toEqual([undefined, undefined]);
    const back = await third?.previousPage();
    expect(bodies(back?.instances ?? [])).toEqual(['3', '2']);
    expect(bodies((await back?.previousPage())?.instances ?? [])).toEqual(['5', '4']);
  });

  it('repeats no message on the next page when a new one arrives', async () => {
    const { client, simulator } = await withFiveMessages();
    const first = await client.messages.page({ pageSize: 2 });
    await simulator.receive({ From: PHONE, Body: '6' });
    expect(bodies((await first.nextPage())?.instances ?? [])).toEqual(['3', '2']);
  });

  it('collects all pages, up to a limit', async () => {
    const { client } = await withFiveMessages();
    expect(bodies(await client.messages.list({ pageSize: 2 }))).toEqual(['5', '4', '3', '2', '1']);
    expect(bodies(await client.messages.list({ pageSize: 2, limit: 3 }))).toEqual(['5', '4', '3']);
  });

  it('refuses a page that does not exist and a date that is none', async () => {
    const { client } = await startSimulator();
    const stale = await refusalOf(client.messages.page({ pageToken: 'PASM1' }));
    expect(stale).toMatchObject({ status: 400 });
    // the SDK passes on a text that it cannot turn into a date
    const dateSent = 'yesterday' as unknown as Date;
    expect(await refusalOf(client.messages.list({ dateSent }))).toMatchObject({ status: 400 });
  });
});
