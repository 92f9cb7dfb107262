import type { AuthTokens } from './auth-tokens.ts';
import { assembleSimulator, type SimulatorParts } from './assemble-simulator.ts';
import type { Channels } from './channels/channels.ts';
import type { DebuggerEntry } from './debugger/debugger-log.ts';
import type { SimulatorFaults } from './faults/simulator-faults.ts';
import { type HttpOutcome, type HttpRequest, jsonAnswer } from './http/http-exchange.ts';
import { HttpServer } from './http/http-server.ts';
import type { GivenParameters } from './inbound/inbound-parameters.ts';
import type { InboundResult } from './inbound/inbound-receiver.ts';
import { STORAGE_PATH } from './media/media-store.ts';
import { serveMedium } from './media/serve-medium.ts';
import type { PersonState } from './messages/phone-screen.ts';
import { asSimulatedMessage, type SimulatedMessage } from './messages/stored-message.ts';
import type { TwilioSimulatorOptions } from './simulator-configuration.ts';
import type { Template } from './templates/template-library.ts';
import type { TwilioTraffic } from './twilio-traffic.ts';

export type { InboundResult, PersonState, SimulatedMessage, Template, TwilioSimulatorOptions, TwilioTraffic };

/** Plays Twilio for WhatsApp on one machine: REST API, signed webhooks, phones, and faults on request. */
export class TwilioSimulator {
  readonly port: number;
  readonly url: string;
  readonly #parts: SimulatorParts;
  readonly #server: HttpServer;

  private constructor(host: string, parts: SimulatorParts, server: HttpServer) {
    this.#parts = parts;
    this.port = server.port;
    this.url = `http://${host}:${server.port}`;
    this.#server = server;
  }

  /** Rejects where the configuration is wrong or the port is taken, saying what to do. */
  static async start(options: TwilioSimulatorOptions): Promise<TwilioSimulator> {
    const host = options.host ?? '127.0.0.1';
    const origin = (): string => `http://${host}:${server.port}`;
    const parts = assembleSimulator(options, origin);
    const server = await HttpServer.listen({
      port: options.port ?? 0,
      host,
      purpose: 'Twilio simulator',
      handle: (request) => handle(request, parts),
    });
    return new TwilioSimulator(host, parts, server);
  }

  /** What the simulator signs with and lets in. */
  get authTokens(): AuthTokens {
    return this.#parts.authTokens;
  }

  /** What the account says of its sender and messaging services. */
  get channels(): Channels {
    return this.#parts.channels;
  }

  /** How the simulator misbehaves on request. */
  get faults(): SimulatorFaults {
    return this.#parts.faults;
  }

  /** Calls off what is under way and frees the port. */
  async stop(): Promise<void> {
    this.#parts.background.cancel();
    await this.#server.close();
    await this.idle();
  }

  /** A phone sends a message: at least From and Body. Throws InvalidRequestError. */
  receive(parameters: GivenParameters): Promise<InboundResult> {
    return this.#parts.receiver.receive(parameters);
  }

  /** The person opens the chat: what has been delivered is read. Returns how many messages that were. */
  read(address: string): number {
    return this.#parts.phones.read(address);
  }

  /** What one phone sent and was sent, or all phones, oldest first. */
  messages(address?: string): readonly SimulatedMessage[] {
    return this.#parts.phones.messages(address);
  }

  person(address: string): PersonState {
    return this.#parts.phones.person(address);
  }

  templates(): readonly Template[] {
    return this.#parts.templates.all();
  }

  /** The template may be sent from now on. */
  addTemplate(template: Template): void {
    this.#parts.templates.add(template);
  }

  debuggerEntries(): readonly DebuggerEntry[] {
    return this.#parts.debuggerLog.entries();
  }

  /** Returns the function that ends the subscription. */
  onTraffic(listener: (event: TwilioTraffic) => void): () => void {
    return this.#parts.traffic.subscribe(listener);
  }

  /** Every message as it appears or changes its status. */
  onMessage(listener: (message: SimulatedMessage) => void): () => void {
    return this.#parts.messages.changes.subscribe((message) => listener(asSimulatedMessage(message)));
  }

  /** Resolves when no delivery, status or callback is under way. */
  idle(): Promise<void> {
    return this.#parts.background.idle();
  }

  /** Forgets every message, medium, person, fault and debugger entry, and calls off what is under way. */
  reset(): void {
    this.#parts.background.cancel();
    this.#parts.messages.clear();
    this.#parts.media.clear();
    this.#parts.people.clear();
    this.#parts.debuggerLog.clear();
    this.#parts.faults.clear();
  }

  /** Throws where the URL is no absolute http(s) URL. */
  useWebhook(url: string): void {
    this.#parts.channels.changeSender({ webhook: { callback_url: url } });
  }
}

async function handle(
  request: HttpRequest,
  { controlApi, restApi, media }: SimulatorParts,
): Promise<HttpOutcome> {
  if (request.path.startsWith('/simulator/')) return controlApi.handle(request);
  if (request.path.startsWith(STORAGE_PATH)) return serveMedium(request, media);
  if (request.path === '/') return jsonAnswer(200, { service: 'Twilio simulator' });
  return restApi.handle(request);
}
