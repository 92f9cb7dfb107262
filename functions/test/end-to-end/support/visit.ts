import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { digitsIn } from './person.ts';

type PaneName = 'Phones' | 'Your app' | 'What happened';

interface VisitOptions {
  readonly width: number;
  readonly height: number;
  /** A demo user, who has a phone of the same name. */
  readonly user: string;
}

/** Below this many pixels one pane is shown at a time. */
const NARROW = 1000;
const MOST_TABS = 80;

/** A demo user before the page. */
export class Visit {
  readonly page: Page;
  /** What the browser complained about. */
  readonly complaints: string[] = [];
  readonly #options: VisitOptions;

  private constructor(page: Page, options: VisitOptions) {
    this.page = page;
    this.#options = options;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async start(browser: Browser, url: string, options: VisitOptions): Promise<Visit> {
    const { width, height } = options;
    const context = await browser.newContext({ viewport: { width, height } });
    const visit = new Visit(await context.newPage(), options);
    await visit.page.goto(url);
    return visit;
  }

  /** Brings the pane to the front where only one fits. */
  async in(pane: PaneName): Promise<Locator> {
    if (this.#options.width < NARROW) {
      await this.page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).click();
    }
    return this.page.getByRole('region', { name: pane });
  }

  get messageField(): Locator {
    return this.page.getByRole('textbox', { name: /^Message from/ });
  }

  async takeOwnPhone(): Promise<void> {
    const phones = (await this.in('Phones')).getByRole('group', { name: 'Phones' });
    await phones.getByRole('button', { name: `${this.#options.user}'s phone` }).click();
  }

  async signIn(): Promise<void> {
    const app = await this.in('Your app');
    await app.getByRole('button', { name: `Sign in as ${this.#options.user}` }).click();
  }

  async text(body: string): Promise<void> {
    const phones = await this.in('Phones');
    await this.messageField.fill(body);
    await phones.getByRole('button', { name: 'Send', exact: true }).click();
  }

  /** The answer in the chat, once it is there; `occurrence` counts from 0. */
  async answer(pattern: string | RegExp, occurrence = 0): Promise<string> {
    const bubble = (await this.in('Phones')).getByRole('log').getByText(pattern).nth(occurrence);
    await bubble.waitFor();
    return (await bubble.textContent()) ?? '';
  }

  async countInChat(text: string): Promise<number> {
    return (await this.in('Phones')).getByRole('log').getByText(text).count();
  }

  /** Presses Tab until the element has the focus. */
  async tabTo(element: Locator): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await this.page.keyboard.press('Tab');
      if ((await element.and(this.page.locator(':focus')).count()) === 1) return;
    }
    throw new Error(`The Tab key does not lead to ${element.toString()}.`);
  }

  /** The digits of the question that the chat asks for the given time. */
  async digits(occurrence = 0): Promise<string> {
    return digitsIn(await this.answer(/wants to link this number/, occurrence));
  }

  /** Kept only where LINKLINE_SCREENSHOTS names a folder. */
  async takePicture(name: string): Promise<void> {
    const folder = process.env['LINKLINE_SCREENSHOTS'];
    if (folder === undefined) return;
    await this.page.screenshot({ path: join(folder, `${name}-${this.#options.width}.png`) });
  }

  async end(): Promise<void> {
    await this.page.context().close();
  }
}
