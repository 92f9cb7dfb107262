import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startPage } from './page-server.ts';
import { describeInChromium } from './testing/chromium.ts';
import { openSetting, PageVisit, patiently, type PageSetting } from './testing/page-visit.ts';

const ADA = 'whatsapp:+15551110001';
const GRACE = 'whatsapp:+15551110002';

describeInChromium('the phones in the page', () => {
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

  it('send what a person types and show the answer', async () => {
    visit.world.simulator.reply = () => ['Please link your account'];
    await visit.open();
    await visit.messageField.fill('hello');
    await visit.messageField.press('Shift+Enter');
    await visit.messageField.pressSequentially('<img src=x onerror=alert(1)>');
    await visit.messageField.press('Enter');
    await visit.chat.getByText('<img src=x onerror=alert(1)>').waitFor();
    await visit.chat.getByText('Please link your account').waitFor();
    expect(await visit.messageField.inputValue()).toBe('');
    expect(await visit.chat.locator('p img').count()).toBe(0);
    expect(visit.world.simulator.messages(ADA)[0]).toMatchObject({
      from: ADA,
      body: 'hello\n<img src=x onerror=alert(1)>',
    });
    expect(visit.complaints).toEqual([]);
  });

  it('send the usual messages, a picture and a location with one press', async () => {
    const { simulator } = visit.world;
    const usual = ['hi', 'STATUS', 'HELP', 'UNLINK', 'STOP', 'START', 'NO'];
    await visit.open();
    for (const text of [...usual, 'Send a picture', 'Send a location']) await visit.button(text).click();
    await expect.poll(() => simulator.messages().length, patiently).toBe(9);
    expect(simulator.messages().map(({ from, body }) => [from, body])).toEqual(
      [...usual, '', ''].map((text) => [ADA, text]),
    );
    expect(simulator.received.slice(-2)).toMatchObject([
      { MediaContentType0: 'image/png', MediaContent0: expect.stringMatching(/^iVBORw0KGgo/) },
      { Latitude: expect.stringMatching(/^\d+\.\d+$/), Label: 'Brandenburg Gate' },
    ]);
  });

  it('show how far a message came', async () => {
    const { simulator } = visit.world;
    await visit.open();
    await visit.phone('Grace').click();
    const sid = simulator.deliver(GRACE, 'Welcome', 'queued');
    const tick = () => visit.chat.getByRole('img').getAttribute('aria-label');
    await expect.poll(tick, patiently).toBe('waiting');
    simulator.change(sid, { status: 'sent' });
    await expect.poll(tick, patiently).toBe('sent');
    simulator.change(sid, { status: 'failed', errorCode: 63_016 });
    await expect.poll(tick, patiently).toBe('failed');
    expect(await visit.chat.innerText()).toContain('error 63016');
    simulator.change(sid, { status: 'delivered' });
    await expect.poll(tick, patiently).toBe('read');
  });

  it('count what a person has not seen until the chat is opened, and keep a draft for each', async () => {
    const { simulator } = visit.world;
    await visit.open();
    await visit.messageField.fill('from Ada');
    simulator.deliver(GRACE, 'one');
    simulator.deliver(GRACE, 'two');
    await visit.phone("Grace's phone, 2 unread").waitFor();
    expect(simulator.messages(GRACE)).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }]);
    await visit.phone('Grace').click();
    expect(await visit.messageField.inputValue()).toBe('');
    await expect
      .poll(() => simulator.messages(GRACE))
      .toMatchObject([{ status: 'read' }, { status: 'read' }]);
    await visit.phone('Ada').click();
    expect(await visit.messageField.inputValue()).toBe('from Ada');
    expect(await visit.phone('Grace').getAttribute('aria-label')).toBe("Grace's phone");
  });

  it('keep what could not be sent, for when the world is back', async () => {
    const alert = visit.page.getByRole('alert');
    await visit.open();
    await visit.server.stop();
    await visit.messageField.fill('hello');
    await visit.messageField.press('Enter');
    await alert.getByText('The local world does not answer').waitFor();
    expect(await visit.messageField.inputValue()).toBe('hello');

    const port = Number(new URL(visit.server.url).port);
    const restarted = await startPage(visit.world, { port, bundle: setting.bundle });
    try {
      await alert.waitFor({ state: 'detached' });
      await visit.messageField.press('Enter');
      await visit.chat.getByText('hello').waitFor();
      expect(await visit.messageField.inputValue()).toBe('');
    } finally {
      await restarted.stop();
    }
  });

  it('include whoever else writes, and say when Linkline does not take it', async () => {
    await visit.open();
    await visit.world.simulator.receive({ From: 'whatsapp:+4915112345678', Body: 'Guten Tag' });
    await visit.phone("5678's phone").click();
    await expect.poll(() => visit.chat.innerText(), patiently).toContain('Guten Tag');
    visit.world.simulator.status = 503;
    await visit.button('hi').click();
    const alert = visit.page.getByRole('alert');
    await expect.poll(() => alert.innerText(), patiently).toContain('Linkline answered it with 503');
  });

  it('hide a number, show it again, and let it change hands', async () => {
    const { simulator } = visit.world;
    const choose = async (name: RegExp) => {
      await visit.page.getByLabel("Identity of Ada's phone").click();
      await visit.page.getByRole('button', { name }).click();
    };
    await visit.open();
    await choose(/^Hide my number/);
    await visit.page.getByText("Ada's phone · number hidden").waitFor();
    await visit.button('hi').click();
    await visit.chat.getByText('hi', { exact: true }).waitFor();
    expect(simulator.received.at(-1)?.['From']).toMatch(/^whatsapp:US\./);
    expect(await visit.page.getByRole('group', { name: 'Phones' }).getByRole('button').count()).toBe(4);
    await choose(/^Show my number/);
    await visit.page.getByText("Ada's phone · +1 555 111 0001").waitFor();
    await choose(/^Number changes hands/);
    await visit.page.getByText("Ada's phone · new holder").waitFor();
    await visit.phone('Hidden').click();
    expect(await visit.page.getByLabel(/^Identity of/).count()).toBe(0);
  });

  it('open the link page of the product as your app', async () => {
    await visit.open();
    visit.world.simulator.deliver(ADA, `Please link your account: ${visit.server.url}/link`);
    await visit.chat.getByRole('link').click();
    await visit.page.locator('#app:focus').waitFor();
    expect(visit.page.url()).toBe(`${visit.server.url}/`);
  });
});
