import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPage } from '../../../local/phone/page-server.ts';
import { chromiumPath, launchChromium, unlessSkipped } from '../../../local/phone/testing/chromium.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';

type Pane = 'Phones' | 'Your app' | 'What happened';

/** The page at one width; below 1000 pixels one pane is shown at a time. */
class Visit {
  readonly page: Page;
  readonly #isNarrow: boolean;

  constructor(page: Page, isNarrow: boolean) {
    this.page = page;
    this.#isNarrow = isNarrow;
  }

  async in(pane: Pane) {
    if (this.#isNarrow) {
      await this.page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).click();
    }
    return this.page.getByRole('region', { name: pane });
  }

  async text(body: string): Promise<void> {
    const phones = await this.in('Phones');
    await phones.getByRole('textbox', { name: /^Message from/ }).fill(body);
    await phones.getByRole('button', { name: 'Send', exact: true }).click();
  }

  async readAnswer(pattern: string | RegExp, occurrence = 0): Promise<string> {
    const phones = await this.in('Phones');
    const bubble = phones.getByRole('log').getByText(pattern).nth(occurrence);
    await bubble.waitFor();
    return (await bubble.textContent()) ?? '';
  }

  async link(occurrence: number): Promise<void> {
    let app = await this.in('Your app');
    await app.getByRole('button', { name: 'Link WhatsApp' }).click();
    await app.getByRole('img', { name: /^QR code/ }).waitFor();
    await app.getByRole('button', { name: /^Send from/ }).click();
    const phones = await this.in('Phones');
    await phones.getByRole('button', { name: 'Send', exact: true }).click();
    const question = await this.readAnswer(/wants to link this number/, occurrence);
    app = await this.in('Your app');
    await app.getByLabel('Six digits from WhatsApp').fill(/\d{6}/.exec(question)?.[0] ?? '');
    await app.getByRole('button', { name: 'Confirm' }).click();
    await app.getByLabel('Linked number').waitFor();
    await this.readAnswer('Account linked!', occurrence);
  }
}

describe.skipIf(chromiumPath === undefined)(`a new user in the browser${unlessSkipped}`, () => {
  let world: LocalWorld;
  let page: Awaited<ReturnType<typeof startPage>>;
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

  it.each([
    { width: 1280, height: 860, user: 'Ada' },
    { width: 390, height: 844, user: 'Grace' },
  ])('links, asks for the status, leaves and links again at $width pixels', async ({ user, ...viewport }) => {
    const context = await browser.newContext({ viewport });
    const tab = await context.newPage();
    const problems: string[] = [];
    tab.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    tab.on('pageerror', (error) => problems.push(error.message));
    await tab.goto(page.url);
    const visit = new Visit(tab, viewport.width < 1000);

    const phones = await visit.in('Phones');
    await phones
      .getByRole('group', { name: 'Phones' })
      .getByRole('button', { name: `${user}'s phone` })
      .click();
    await visit.text('hi');
    await visit.readAnswer(/Please link your account/);
    const app = await visit.in('Your app');
    await app.getByRole('button', { name: `Sign in as ${user}` }).click();
    await visit.link(0);
    await visit.text('STATUS');
    await visit.readAnswer(/linked to your account of Demo/);
    await visit.text('UNLINK');
    await visit.readAnswer(/no longer linked/);
    await visit.link(1);
    await world.idle();

    const log = (await visit.in('Phones')).getByRole('log');
    expect(await log.getByText('Account linked!').count()).toBe(2);
    expect(problems).toEqual([]);
    await context.close();
  });
});
