import { EventFeed } from '../twilio/event-feed.ts';
import { timerDelay, type Delay } from '../twilio/delay.ts';
import { emptyAnswer, jsonAnswer, type HttpOutcome, type HttpRequest } from '../twilio/http/http-exchange.ts';
import { HttpServer } from '../twilio/http/http-server.ts';
import { echoReply, type ProductReply } from './echo-reply.ts';
import { ProductFaults } from './product-fault.ts';
import { isMessage, parseWebhook, type ReceivedMessage, type ReceivedWebhook } from './received-webhook.ts';
import { isGenuineWebhook } from './webhook-verification.ts';

export interface ProductBackendOptions {
  /** `whsec_` and base64: the same as Linkline's. */
  readonly signingSecret: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
  readonly delay?: Delay;
  readonly reply?: (message: ReceivedMessage) => readonly ProductReply[];
}

/** A product's backend as its team would write it: it checks the signature, drops repetitions and answers messages with replies. */
export class ProductBackend {
  readonly faults = new ProductFaults();
  readonly #options: Required<ProductBackendOptions>;
  readonly #answers = new Map<string, HttpOutcome>();
  readonly #received: ReceivedWebhook[] = [];
  readonly #feed = new EventFeed<ReceivedWebhook>();
  readonly #stopped = new AbortController();
  readonly #server: HttpServer;
  #requestCount = 0;
  #refusedCount = 0;

  private constructor(options: Required<ProductBackendOptions>, server: HttpServer) {
    this.#options = options;
    this.#server = server;
  }

  static async start(options: ProductBackendOptions): Promise<ProductBackend> {
    const complete = {
      port: 0,
      host: '127.0.0.1',
      now: Date.now,
      delay: timerDelay,
      reply: echoReply,
      ...options,
    };
    const server = await HttpServer.listen({
      port: complete.port,
      host: complete.host,
      purpose: 'demo product backend',
      handle: (request) => backend.#handle(request),
    });
    const backend: ProductBackend = new ProductBackend(complete, server);
    return backend;
  }

  /** What Linkline posts to. */
  get url(): string {
    return `http://${this.#options.host}:${this.#server.port}/linkline`;
  }

  /** Each genuine webhook once, in the order of arrival, however often it came. */
  get received(): readonly ReceivedWebhook[] {
    return this.#received;
  }

  /** Requests of any kind, repetitions and refused ones too. */
  get requestCount(): number {
    return this.#requestCount;
  }

  /** Requests whose signature was wrong. */
  get refusedCount(): number {
    return this.#refusedCount;
  }

  /** Calls `listener` with each new webhook; returns the function that ends it. */
  subscribe(listener: (webhook: ReceivedWebhook) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  /** The first webhook that `matches`, of those that came already or will come. */
  async waitFor(matches: (webhook: ReceivedWebhook) => boolean): Promise<ReceivedWebhook> {
    const earlier = this.#received.find(matches);
    if (earlier !== undefined) return earlier;
    const { promise, resolve } = Promise.withResolvers<ReceivedWebhook>();
    const end = this.#feed.subscribe((webhook) => {
      if (matches(webhook)) resolve(webhook);
    });
    return promise.finally(end);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#server.close();
  }

  async #handle(request: HttpRequest): Promise<HttpOutcome> {
    this.#requestCount += 1;
    const fault = this.faults.take();
    switch (fault?.kind) {
      case 'down':
        return { kind: 'reset' };
      case 'status':
        return emptyAnswer(fault.status, fault.retryAfter ? { 'retry-after': fault.retryAfter } : {});
      case 'garbage':
        return { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
      case 'delayed':
        await this.#options.delay(fault.milliseconds, this.#stopped.signal);
        return this.#answer(request);
      case 'answer-lost':
        this.#answer(request);
        return { kind: 'reset' };
      case undefined:
        return this.#answer(request);
    }
  }

  #answer({ headers, body }: HttpRequest): HttpOutcome {
    const { signingSecret, now } = this.#options;
    if (!isGenuineWebhook({ secret: signingSecret, now: now() }, headers, body)) {
      this.#refusedCount += 1;
      return emptyAnswer(401);
    }
    const id = String(headers['webhook-id']);
    const earlier = this.#answers.get(id);
    if (earlier !== undefined) return earlier;
    const traceparent = headers['traceparent']?.toString() ?? null;
    const webhook = { id, content: parseWebhook(body), traceparent };
    const answer = this.#answerTo(webhook);
    this.#answers.set(id, answer);
    this.#received.push(webhook);
    this.#feed.publish(webhook);
    return answer;
  }

  #answerTo({ content }: ReceivedWebhook): HttpOutcome {
    if (!isMessage(content)) return emptyAnswer(204);
    return jsonAnswer(200, { replies: this.#options.reply(content) });
  }
}
