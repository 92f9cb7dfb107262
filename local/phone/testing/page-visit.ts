import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { bundlePage, type PageBundle } from '../page-bundle.ts';
import { startPage, type RunningPage } from '../page-server.ts';
import { launchChromium } from './chromium.ts';
import { TestCallables } from './test-callables.ts';
import { TestWorld } from './test-world.ts';

/** Until when a test waits for what the page should come to show. */
export const patiently = { timeout: 8_000, interval: 25 } as const;

/** What the visits of one suite share. */
export interface PageSetting {
  readonly browser: Browser;
  readonly bundle: PageBundle;
}

export async function openSetting(): Promise<PageSetting> {
  const [browser, bundle] = await Promise.all([launchChromium(), bundlePage()]);
  return { browser, bundle };
}

/** One person before the page of a fresh world. */
export class PageVisit {
  readonly world: TestWorld;
  readonly callables: TestCallables;
  readonly server: RunningPage;
  readonly page: Page;
  /** What the browser complained about. */
  readonly complaints: string[] = [];

  private constructor(parts: Pick<PageVisit, 'world' | 'callables' | 'server' | 'page'>) {
    this.world = parts.world;
    this.callables = parts.callables;
    this.server = parts.server;
    this.page = parts.page;
    this.page.setDefaultTimeout(patiently.timeout);
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async start(
    { browser, bundle }: PageSetting,
    options: BrowserContextOptions = {},
  ): Promise<PageVisit> {
    const callables = new TestCallables();
    const world = new TestWorld(await callables.start());
    const server = await startPage(world, { port: 0, bundle });
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    return new PageVisit({ world, callables, server, page: await context.newPage() });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(this.server.url + path);
    await this.page.getByRole('status', { name: 'Connection' }).getByText('Live').waitFor();
  }

  async end(): Promise<void> {
    await this.page.context().close();
    await this.server.stop();
    await this.callables.stop();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  phone(name: string): Locator {
    return this.page.getByRole('group', { name: 'Phones' }).getByRole('button', { name });
  }

  get chat(): Locator {
    return this.page.getByRole('log');
  }

  get messageField(): Locator {
    return this.page.getByRole('textbox', { name: /^Message from/ });
  }

  get digitsField(): Locator {
    return this.page.getByLabel('Six digits from WhatsApp');
  }

  get linkState(): Locator {
    return this.page.getByRole('status', { name: 'Link state' });
  }
}
