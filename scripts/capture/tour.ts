import type { Page } from 'playwright-core';
import type { Frame } from './animation.ts';

/** Milliseconds that a frame stays: long enough to read what has changed. */
const GLANCE = 900;
const READING = 2200;

/** What a new user sees from the first message to the first answer, as pictures of the page. */
export class Tour {
  readonly #page: Page;
  readonly #frames: Frame[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  async run(): Promise<void> {
    await this.#writeAsStranger();
    await this.#link();
    await this.#talk();
  }

  async #writeAsStranger(): Promise<void> {
    await this.#take(GLANCE);
    await this.#send('hi');
    await this.#answer(/Please link your account/);
    await this.#take(READING);
  }

  async #link(): Promise<void> {
    await this.#press(/^Sign in as Ada/);
    await this.#page.getByRole('button', { name: 'Link WhatsApp' }).waitFor();
    await this.#take(GLANCE);
    await this.#press('Link WhatsApp');
    await this.#page.getByRole('img', { name: /^QR code/ }).waitFor();
    await this.#take(READING);
    await this.#page.getByRole('link', { name: 'Open WhatsApp' }).click();
    await this.#take(GLANCE);
    await this.#messageField.press('Enter');
    const question = await this.#answer(/wants to link this number/);
    await this.#take(READING);
    const digits = /\b\d{6}\b/.exec(question)?.[0] ?? '';
    await this.#page.getByLabel('Six digits from WhatsApp').fill(digits);
    await this.#take(GLANCE);
    await this.#press('Confirm');
    await this.#answer('Account linked!');
    await this.#take(READING);
  }

  async #talk(): Promise<void> {
    await this.#send('Where is my order?');
    await this.#page.getByRole('log').getByText('Where is my order?').nth(1).waitFor();
    await this.#take(READING);
  }

  async #send(text: string): Promise<void> {
    await this.#messageField.fill(text);
    await this.#messageField.press('Enter');
  }

  async #press(name: string | RegExp): Promise<void> {
    await this.#page.getByRole('button', { name }).first().click();
  }

  async #answer(text: string | RegExp): Promise<string> {
    const bubble = this.#page.getByRole('log').getByText(text).first();
    await bubble.waitFor();
    return (await bubble.textContent()) ?? '';
  }

  get #messageField() {
    return this.#page.getByRole('textbox', { name: /^Message from/ });
  }

  async #take(duration: number): Promise<void> {
    this.#frames.push({ picture: await this.#page.screenshot({ animations: 'disabled' }), duration });
  }
}
