import type { Browser, Locator, Page } from 'playwright-core';
import type { EmbeddedFirestore } from '../../firestore/embedded-firestore.ts';
import { bundlePage, type PageBundle } from '../page-bundle.ts';
import { startPage, type RunningPage } from '../page-server.ts';
import { launchChromium } from './chromium.ts';
import { TestCallables } from './test-callables.ts';
import { TestWorld } from './test-world.ts';

/** Until when a test waits for what the page should come to show. */
export const patiently = { timeout: 8_000, interval: 25 } as const;

export const WIDE = { width: 1280, height: 860 } as const;

/** What the visits of one suite share: one tab, since each visit has a server, and so an origin, of its own. */
export interface PageSetting {
  readonly browser: Browser;
  readonly tab: Page;
  readonly bundle: PageBundle;
}

export async function openSetting(): Promise<PageSetting> {
  const [browser, bundle] = await Promise.all([launchChromium(), bundlePage()]);
  const tab = await browser.newPage({ viewport: WIDE, reducedMotion: 'reduce' });
  tab.setDefaultTimeout(patiently.timeout);
  return { browser, tab, bundle };
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
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  /** What the page's server writes goes to `firestore`. */
  static async start({ tab, bundle }: PageSetting, firestore?: EmbeddedFirestore): Promise<PageVisit> {
    const callables = new TestCallables();
    const world = new TestWorld(await callables.start(), firestore);
    const server = await startPage(world, { port: 0, bundle });
    return new PageVisit({ world, callables, server, page: tab });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(this.server.url + path);
    await this.page.getByRole('status', { name: 'Connection' }).getByText('Live').waitFor();
  }

  async end(): Promise<void> {
    // so that the page does not complain of a server that is gone
    await this.page.goto('about:blank');
    this.page.removeAllListeners('pageerror');
    this.page.removeAllListeners('console');
    await this.server.stop();
    await this.callables.stop();
    this.world.stop();
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

  get openWhatsApp(): Locator {
    return this.page.getByRole('link', { name: 'Open WhatsApp' });
  }

  get linkState(): Locator {
    return this.page.getByRole('status', { name: 'Link state' });
  }
}
