import type { Channels } from '../channels/channels.ts';
import type { DebuggerLog } from '../debugger/debugger-log.ts';
import { parseFaultRequest } from '../faults/fault-request.ts';
import type { SimulatorFaults } from '../faults/simulator-faults.ts';
import { emptyAnswer, type HttpAnswer, type HttpRequest, jsonAnswer } from '../http/http-exchange.ts';
import type { InboundReceiver } from '../inbound/inbound-receiver.ts';
import { InvalidRequestError } from '../invalid-request-error.ts';
import type { PhoneScreen } from '../messages/phone-screen.ts';
import { parseTemplate } from '../templates/parse-template.ts';
import type { TemplateLibrary } from '../templates/template-library.ts';
import { crossOriginHeaders } from './cross-origin-headers.ts';

interface Dependencies {
  readonly receiver: InboundReceiver;
  readonly faults: SimulatorFaults;
  readonly debuggerLog: DebuggerLog;
  readonly phones: PhoneScreen;
  readonly templates: TemplateLibrary;
  readonly channels: Channels;
}

type Route = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

/** The simulator's own API under `/simulator`: what a phone does and sees, and what is to go wrong. */
export class ControlApi {
  readonly #routes: Readonly<Record<string, Readonly<Record<string, Route>>>>;

  constructor({ receiver, faults, debuggerLog, phones, templates, channels }: Dependencies) {
    const showFaults = (): HttpAnswer => jsonAnswer(200, faults.active());
    const showTemplates = (): HttpAnswer => jsonAnswer(200, { templates: templates.all() });
    const showSender = (): HttpAnswer => jsonAnswer(200, channels.sender);
    this.#routes = {
      '/simulator/inbound': {
        POST: async ({ body }) => jsonAnswer(200, await receiver.receive(parseJson(body))),
      },
      '/simulator/messages': {
        GET: ({ query }) => jsonAnswer(200, { messages: phones.messages(addressOf(query)) }),
      },
      '/simulator/read': {
        POST: ({ query }) => jsonAnswer(200, { read: phones.read(requiredAddress(query)) }),
      },
      '/simulator/person': {
        GET: ({ query }) => jsonAnswer(200, phones.person(requiredAddress(query))),
      },
      '/simulator/templates': {
        GET: showTemplates,
        POST: ({ body }) => {
          templates.add(parseTemplate(parseJson(body)));
          return showTemplates();
        },
      },
      '/simulator/faults': {
        GET: showFaults,
        POST: ({ body }) => {
          faults.inject(parseFaultRequest(parseJson(body)));
          return showFaults();
        },
        DELETE: () => {
          faults.clear();
          return showFaults();
        },
      },
      '/simulator/sender': {
        GET: showSender,
        POST: ({ body }) => {
          channels.changeSender(parseJson(body));
          return showSender();
        },
      },
      '/simulator/debugger': {
        GET: () => jsonAnswer(200, { entries: debuggerLog.entries() }),
      },
    };
  }

  async handle(request: HttpRequest): Promise<HttpAnswer> {
    const crossOrigin = crossOriginHeaders(request.headers.origin);
    if (request.method === 'OPTIONS') return emptyAnswer(204, crossOrigin);
    const answer = await this.#answer(request);
    return { ...answer, headers: { ...answer.headers, ...crossOrigin } };
  }

  async #answer(request: HttpRequest): Promise<HttpAnswer> {
    const methods = this.#routes[request.path];
    if (methods === undefined) {
      const known = Object.keys(this.#routes).join(', ');
      return jsonAnswer(404, { error: `${request.path} is none of ${known}.` });
    }
    const route = methods[request.method];
    if (route === undefined) {
      const known = Object.keys(methods).join(' and ');
      return jsonAnswer(405, { error: `${request.path} takes ${known}.` });
    }
    try {
      return await route(request);
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      return jsonAnswer(400, { error: error.message });
    }
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new InvalidRequestError('The body must be JSON.');
  }
}

/** A plus sign that was not escaped in the query arrives as a space. */
function addressOf(query: URLSearchParams): string | undefined {
  return query.get('to')?.replace('whatsapp: ', 'whatsapp:+') || undefined;
}

function requiredAddress(query: URLSearchParams): string {
  const address = addressOf(query);
  if (address === undefined) throw new InvalidRequestError('?to= must name the phone.');
  return address;
}
