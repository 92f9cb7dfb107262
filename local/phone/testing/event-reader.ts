/** Reads server-sent events one by one. */
export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #buffer = '';

  private constructor(reader: ReadableStreamDefaultReader<string>) {
    this.#reader = reader;
  }

  static async open(url: string): Promise<EventReader> {
    const { body } = await fetch(url);
    if (!body) throw new Error(`${url} answered without a body.`);
    return new EventReader(body.pipeThrough(new TextDecoderStream()).getReader());
  }

  /** The data of the next event of that name; others before it are skipped. */
  async next(name: string): Promise<unknown> {
    for (;;) {
      const end = this.#buffer.indexOf('\n\n');
      if (end < 0) await this.#read();
      const event = end < 0 ? '' : this.#take(end);
      if (event.startsWith(`event: ${name}\n`)) return JSON.parse(event.slice(event.indexOf('data: ') + 6));
    }
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #read(): Promise<void> {
    const { value, done } = await this.#reader.read();
    if (done) throw new Error('The stream has ended.');
    this.#buffer += value;
  }

  #take(end: number): string {
    const event = this.#buffer.slice(0, end);
    this.#buffer = this.#buffer.slice(end + 2);
    return event;
  }
}
