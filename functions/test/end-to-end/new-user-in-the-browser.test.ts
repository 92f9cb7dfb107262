import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPage, type RunningPage } from '../../../local/phone/page-server.ts';
import { describeInChromium, launchChromium } from '../../../local/phone/testing/chromium.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { settle } from '../../../local/world/settle.ts';
import { Visit } from './support/visit.ts';

describeInChromium('a new user in the browser', () => {
  let world: LocalWorld;
  let page: RunningPage;
  let browser: Browser;

  beforeAll(async () => {
    world = await LocalWorld.start();
    page = await startPage(world, { port: 0 });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await page.stop();
    await world.stop();
  });

  async function link(visit: Visit, occurrence: number): Promise<void> {
    const app = await visit.in('Your app');
    await app.getByRole('button', { name: 'Link WhatsApp' }).click();
    await app.getByRole('img', { name: /^QR code/ }).waitFor();
    const code = await app.getByLabel('Link code').innerText();
    await visit.takePicture(`code-${occurrence}`);
    await app.getByRole('link', { name: 'Open WhatsApp' }).click();
    expect(await visit.messageField.inputValue()).toBe(code);
    await visit.messageField.press('Enter');
    const digits = await visit.digits(occurrence);
    await visit.takePicture(`question-${occurrence}`);
    await visit.in('Your app');
    await app.getByLabel('Six digits from WhatsApp').fill(digits);
    await app.getByRole('button', { name: 'Confirm' }).click();
    await app.getByLabel('Linked number').waitFor();
    await visit.takePicture(`linked-${occurrence}`);
    await visit.answer('Account linked!', occurrence);
    await settle(world);
    expect(await visit.countInChat('Account linked!')).toBe(occurrence + 1);
  }

  it('links, asks for the status, leaves and links again on a phone', async () => {
    const visit = await Visit.start(browser, page.url, { width: 390, height: 844, user: 'Grace' });
    await visit.takeOwnPhone();
    await visit.text('hi');
    await visit.answer(/Please link your account/);
    await visit.signIn();
    await link(visit, 0);
    expect(await visit.answer(/wants to link this number/)).toContain('g•••@example.com');
    await visit.text('STATUS');
    await visit.answer(/linked to your account of Demo/);
    await visit.text('UNLINK');
    await visit.answer(/no longer linked/);
    await (await visit.in('Your app')).getByText('Not linked').waitFor();
    await link(visit, 1);
    expect(visit.complaints).toEqual([]);
    await visit.end();
  });

  it('links without a pointer, on a wide screen', async () => {
    const visit = await Visit.start(browser, page.url, { width: 1280, height: 860, user: 'Linus' });
    const { page: tab } = visit;
    const pressButton = async (name: string | RegExp) => {
      await visit.tabTo(tab.getByRole('button', { name, exact: true }));
      await tab.keyboard.press('Enter');
    };
    await pressButton(/^Linus' phone/);
    await visit.tabTo(visit.messageField);
    await tab.keyboard.type('hi\n');
    await visit.answer(/Please link your account/);
    await pressButton('Sign in as Linus');
    await tab.getByRole('button', { name: 'Link WhatsApp' }).waitFor();
    await pressButton('Link WhatsApp');
    await tab.getByRole('img', { name: /^QR code/ }).waitFor();
    await visit.tabTo(tab.getByRole('link', { name: 'Open WhatsApp' }));
    await tab.keyboard.press('Enter');
    await visit.messageField.and(tab.locator(':focus')).waitFor();
    await tab.keyboard.press('Enter');
    const digits = await visit.digits();
    await visit.tabTo(tab.getByLabel('Six digits from WhatsApp'));
    await tab.keyboard.type(`${digits}\n`);
    await visit.answer('Account linked!');
    expect(visit.complaints).toEqual([]);
    await visit.end();
  });
});
