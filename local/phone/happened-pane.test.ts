import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInChromium } from './testing/chromium.ts';
import { openSetting, PageVisit, patiently, type PageSetting } from './testing/page-visit.ts';

describeInChromium('what happened in the page', () => {
  let setting: PageSetting;
  let visit: PageVisit;

  beforeAll(async () => {
    setting = await openSetting();
  });
  afterAll(() => setting.browser.close());
  beforeEach(async () => {
    visit = await PageVisit.start(setting);
  });
  afterEach(() => visit.end());

  const list = () => visit.page.getByRole('list', { name: 'Activity, newest first' });
  const row = (text: string) => list().getByRole('listitem').filter({ hasText: text });
  const filter = (name: string) =>
    visit.page.getByRole('group', { name: 'Show' }).getByRole('button', { name });

  function publishOneOfEach(): void {
    const { activity, clock } = visit.world;
    const at = clock.now();
    activity.publish({ kind: 'document', at, change: 'created', path: 'things/one', data: { size: 42 } });
    activity.publish({
      kind: 'twilio',
      at,
      direction: 'to-linkline',
      summary: 'Inbound text',
      status: 200,
      parameters: { SmsStatus: 'received' },
    });
    activity.publish({
      kind: 'log',
      at,
      severity: 'WARNING',
      event: 'link-refused',
      fields: { code: 'expired' },
    });
    activity.publish({
      kind: 'metric',
      at,
      name: 'function.duration',
      tags: { function: 'unlink' },
      value: 12,
    });
    activity.publish({
      kind: 'task',
      at,
      queue: 'sendOutboundMessage',
      event: 'retrying',
      detail: 'attempt 2',
    });
  }

  it('is listed live, newest first, with its details', async () => {
    await visit.open();
    publishOneOfEach();
    await row('sendOutboundMessage').waitFor();
    const titles = await list().locator('.row-title').allInnerTexts();
    expect(titles).toEqual(['sendOutboundMessage', 'link-refused', 'Inbound text', 'things/one']);
    await row('things/one').locator('summary').click();
    await row('things/one').getByText('42').waitFor();
    await row('Inbound text').getByText('Twilio → Linkline').waitFor();
    await row('link-refused').getByText('expired').waitFor();
  });

  it('is there for who comes later, and can be filtered by kind', async () => {
    publishOneOfEach();
    await visit.open();
    await filter('Metrics 1').click();
    await row('function.duration').getByText('function: unlink').waitFor();
    await filter('Logs').click();
    await row('link-refused').waitFor({ state: 'detached' });
    expect(await filter('Logs').getAttribute('aria-pressed')).toBe('false');
    expect(await list().getByRole('listitem').count()).toBe(4);
  });

  it('can be held still, without losing anything, and cleared', async () => {
    await visit.open();
    await visit.button('Pause').click();
    publishOneOfEach();
    await visit.button('Resume').getByText('5 new').waitFor();
    expect(await list().getByRole('listitem').count()).toBe(0);
    await visit.button('Resume').click();
    await row('things/one').waitFor();
    expect(await list().getByRole('listitem').count()).toBe(4);
    await visit.button('Clear').click();
    await visit.page.getByText('Nothing yet').waitFor();
    expect(await list().getByRole('listitem').count()).toBe(0);
  });

  it('includes what Firestore holds, by collection, as it changes', async () => {
    visit.world.store('things/one', { size: 42 });
    visit.world.store('people/ada/notes/first', { text: 'hello' });
    await visit.open();
    await visit.button('Firestore').click();
    const things = visit.page.getByRole('region', { name: 'things' });
    await things.getByText('one').click();
    await things.getByText('42').waitFor();
    await visit.page.getByRole('region', { name: 'people/ada/notes' }).getByText('first').waitFor();
    visit.world.store('things/one', { size: 43 });
    await things.getByText('43').waitFor();
    visit.world.delete('things/one');
    await expect.poll(() => things.count(), patiently).toBe(0);
  });

  it('goes wrong on request, until that is cleared', async () => {
    const { faults } = visit.world.simulator;
    const active = () => visit.page.getByRole('list', { name: 'Active faults' }).innerText();
    await visit.open();
    await visit.button('Faults').click();
    await visit.page.getByText('None: Twilio behaves.').waitFor();
    await visit.page
      .getByLabel('Twilio’s answer to the next send', { exact: true })
      .selectOption('21610: the person has opted out');
    await visit.button('Add to Twilio’s answer to the next send').click();
    await visit.button('Add to After the next message is accepted').click();
    const callbacks = visit.page.getByRole('group', { name: 'Status callbacks' });
    await callbacks.getByLabel('Lost').check();
    await callbacks.getByLabel('Doubled').check();
    await visit.page.getByRole('group', { name: 'Messages from phones' }).getByLabel('Doubled').check();
    await expect.poll(active, patiently).toContain('Messages from phones arrive 2 times');
    expect(await active()).toContain('The next send ends with 21610: the person has opted out');
    expect(faults.active()).toMatchObject({
      create: [{ kind: 'error', code: 21_610, status: 400 }],
      asyncErrors: [63_016],
      statusCallbacks: { loss: 1, duplicate: 1 },
      inbound: { duplicate: 1 },
    });

    faults.takeCreateFault();
    publishOneOfEach();
    await expect.poll(active, patiently).not.toContain('21610');
    await callbacks.getByLabel('Lost').uncheck();
    await expect.poll(active, patiently).not.toContain('lost');
    await visit.button('Clear faults').click();
    await visit.page.getByText('None: Twilio behaves.').waitFor();
    expect(faults.active()).toMatchObject({ create: [], statusCallbacks: { duplicate: 0 } });
  });

  it('happens at once when the clock is moved ahead', async () => {
    const { world } = visit;
    const advanced = Promise.withResolvers<void>();
    const advance = world.advance.bind(world);
    world.advance = async (milliseconds) => {
      await advanced.promise;
      await advance(milliseconds);
    };
    await world.simulator.receive({ From: 'whatsapp:+15551110001', Body: 'hi' });
    await visit.open();
    const clock = visit.page.getByRole('group', { name: 'World clock' });
    const before = world.clock.now();
    await visit.page.getByText(/^Window to/).waitFor();
    await visit.button('Move the time 24 hours ahead').click();
    await expect.poll(() => clock.getByRole('button', { disabled: true }).count(), patiently).toBe(4);
    advanced.resolve();
    await visit.page.getByText('Templates only').waitFor();
    await expect.poll(() => clock.getByRole('button', { disabled: true }).count(), patiently).toBe(0);
    expect(world.clock.now() - before).toBe(24 * 60 * 60_000);
  });
});
