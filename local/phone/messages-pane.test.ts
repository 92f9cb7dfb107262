import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { EmbeddedFirestore } from '../firestore/embedded-firestore.ts';
import { describeInChromium } from './testing/chromium.ts';
import { openSetting, PageVisit, patiently, type PageSetting } from './testing/page-visit.ts';
import { attempt, sid, storeMessage, storeSampleMessages } from './testing/sample-messages.ts';

const TEMPLATE = { contentSid: 'HX1', name: 'order_update', body: 'Hello {{1}}, order {{2}} is on its way.' };

describeInChromium('the messages of your app in the page', () => {
  let setting: PageSetting;
  let firestore: EmbeddedFirestore;
  let visit: PageVisit;

  beforeAll(async () => {
    // as the local world has it
    vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
    [setting, firestore] = await Promise.all([openSetting(), EmbeddedFirestore.start()]);
  });
  afterAll(async () => {
    await setting.browser.close();
    await firestore.stop();
    vi.unstubAllEnvs();
  });
  beforeEach(async () => {
    firestore.clear();
    visit = await PageVisit.start(setting, firestore);
    visit.world.store('whatsapp_links/ada', {
      linked: { masked_number: '+15 ••• 01', linked_at: visit.world.inMinutes(-60), state: 'active' },
      request: null,
    });
  });
  afterEach(() => visit.end());

  const sent = () => visit.page.getByRole('list', { name: /^Sent messages/ }).locator('> li');
  const written = () =>
    firestore.documents('whatsapp_outbound_messages').map(({ path, data }) => ({ path, data }));

  async function openAsAda(): Promise<void> {
    await visit.open();
    await visit.button('Sign in as Ada').click();
  }

  it('are sent by one document of the outbox and nothing else', async () => {
    await openAsAda();
    await visit.page.getByText('More options').click();
    expect(await visit.page.getByLabel('What to send').count()).toBe(0);
    expect(await visit.button('Send message').isDisabled()).toBe(true);
    await visit.page.getByLabel('Text').fill('Your table is booked.');
    await visit.page.getByLabel('Media URL').fill('https://example.com/table.jpg');
    await visit.page.getByLabel('Expires').selectOption('after 15 minutes');
    await visit.button('Send message').click();
    await sent().getByText('Queued').waitFor();
    await expect.poll(() => visit.page.getByLabel('Text').inputValue()).toBe('');
    expect(firestore.documents()).toEqual([
      {
        path: expect.stringMatching(/^whatsapp_outbound_messages\/[\w-]{8,64}$/),
        data: {
          user_id: 'ada',
          body: 'Your table is booked.',
          media_url: 'https://example.com/table.jpg',
          expires_at: visit.world.inMinutes(15),
        },
      },
    ]);
  });

  it('can be templates, and have one for when the window is closed', async () => {
    visit.world.simulator.approved = [TEMPLATE];
    await openAsAda();
    await visit.page.getByLabel('Text').fill('Not this');
    await visit.page.getByLabel('What to send').selectOption('order_update');
    await visit.page.getByLabel('Variable 1').fill('Ada');
    await visit.page.getByLabel('Variable 2').fill('42');
    await visit.button('Send message').click();
    await sent().getByText('Hello Ada, order 42 is on its way.').waitFor();
    await visit.page.getByText('More options').click();
    await visit.page.getByLabel('Text').fill('It has arrived.');
    await visit.page.getByLabel('Outside the service window').selectOption('order_update');
    await visit.button('Send message').click();
    await expect
      .poll(() => sent().locator('.sent-text').allInnerTexts(), patiently)
      .toContain('It has arrived.');
    expect(written().map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        { user_id: 'ada', template: { content_sid: 'HX1', variables: { 1: 'Ada', 2: '42' } } },
        {
          user_id: 'ada',
          body: 'It has arrived.',
          fallback_template: { content_sid: 'HX1', variables: {} },
        },
      ]),
    );
  });

  it('tell how far they came, newest first, and why not further', async () => {
    storeSampleMessages(visit.world);
    visit.world.store('whatsapp_outbound_messages/for-grace', { user_id: 'grace', body: 'Not for Ada' });
    await openAsAda();
    await expect
      .poll(() => sent().locator('.sent-text').allInnerTexts(), patiently)
      .toEqual(['Your order is on its way.', 'Come back to us!', 'Your table is booked.']);
    const [waiting, refused, read] = await sent().allInnerTexts();
    expect(waiting).toMatch(/Waiting to try again[^]*possible duplicate[^]*Tries again in 1 min \d+ s, at/);
    expect(refused).toMatch(/Suppressed[^]*The person has texted STOP\.[^]*opted-out/);
    expect(read).toContain('Read');
    expect(read).not.toContain('Asks Twilio');
    const ticks = sent().getByRole('img');
    const names = await ticks.evaluateAll((images) =>
      images.map((image) => image.getAttribute('aria-label')),
    );
    expect(names).toEqual(['waiting', 'failed', 'read']);
  });

  it('wait, and say why, while sending is paused', async () => {
    storeSampleMessages(visit.world);
    await openAsAda();
    const next = () => sent().first().locator('.sent-next').innerText();
    await expect.poll(next, patiently).toMatch(/^Tries again in 1 min/);
    visit.world.store('whatsapp_sending/pause', {
      reason: 'authentication-failed',
      advice: 'Twilio does not accept the token.',
      probe_at: visit.world.inMinutes(5),
    });
    await expect.poll(next, patiently).toMatch(/^Waits for the pause to end; one message tries it in 4 min/);
    expect(await visit.page.getByRole('alert').innerText()).toMatch(
      /Sending is paused\. Twilio does not accept the token\.[^]*authentication-failed/,
    );
    visit.world.delete('whatsapp_sending/pause');
    await expect.poll(next, patiently).toMatch(/^Tries again/);
  });

  it('list each attempt and each status, live', async () => {
    await openAsAda();
    const { world } = visit;
    storeMessage(world, 'message-lively', -1, { body: 'Hello', state: 'sending' });
    await sent().getByText('Being sent').waitFor();
    await sent().getByText('No attempt yet').click();
    storeMessage(world, 'message-lively', -1, {
      body: 'Hello',
      state: 'accepted',
      parts: 2,
      attempts: [
        attempt(world, 0, { outcome: 'refused', reason: 'throttled', provider_code: 20_429 }),
        attempt(world, 1, { outcome: 'accepted', message_sid: sid(1) }),
        attempt(world, 2, { outcome: 'accepted', message_sid: sid(2), part: 1, content: 'fallback' }),
      ],
      message_sids: [sid(1), sid(2)],
      delivery: {
        [sid(1)]: { rank: 9, read_at: world.inMinutes(4), sent_at: world.inMinutes(3) },
        [sid(2)]: { rank: 4, sent_at: world.inMinutes(3) },
      },
    });
    await sent().getByText('3 attempts').waitFor();
    await expect.poll(() => sent().locator('strong').innerText(), patiently).toBe('Sent');
    const attempts = await sent()
      .getByRole('list', { name: 'Attempts' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(attempts).toEqual([
      expect.stringMatching(/refused[^]*part 1 of 2[^]*throttled[^]*Twilio error 20429/),
      expect.stringContaining(sid(1)),
      expect.stringMatching(/part 2 of 2[^]*fallback template/),
    ]);
    const statuses = await sent().getByRole('region', { name: 'Delivery' }).first().innerText();
    expect(statuses).toMatch(/sent[^]*read/);
    storeMessage(world, 'message-lively', -1, {
      body: 'Hello',
      state: 'undelivered',
      attempts: [attempt(world, 0, { outcome: 'undelivered', reason: 'recipient-unreachable' })],
    });
    await sent().getByText('Not delivered', { exact: true }).waitFor();
    await sent().getByText('accepted, not delivered').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
