import type { AuthTokens } from '../auth-tokens.ts';
import type { ChannelsApi } from '../channels/channels-api.ts';
import type { EventFeed } from '../event-feed.ts';
import type { CreateFault, SimulatorFaults } from '../faults/simulator-faults.ts';
import { asRecord } from '../http/form-parameters.ts';
import { emptyAnswer, type HttpOutcome, type HttpRequest, jsonAnswer } from '../http/http-exchange.ts';
import type { MediaApi } from '../media/media-api.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import type { MessageLifecycle } from '../status/message-lifecycle.ts';
import type { TwilioTraffic } from '../twilio-traffic.ts';
import { authenticate } from './authenticate.ts';
import { answerFault, refuseFault } from './create-fault.ts';
import { listMessages } from './list-messages.ts';
import type { MessageCreator } from './message-creator.ts';
import { messageResource, messagesPath } from './message-resource.ts';
import { errorAnswer, notFound, TwilioError } from './twilio-error.ts';
import { messageChange, refuseWhileInProgress } from './update-message.ts';

interface Dependencies {
  readonly configuration: SimulatorConfiguration;
  readonly authTokens: AuthTokens;
  readonly messages: MessageStore;
  readonly creator: MessageCreator;
  readonly mediaApi: MediaApi;
  readonly channelsApi: ChannelsApi;
  readonly lifecycle: MessageLifecycle;
  readonly faults: SimulatorFaults;
  readonly traffic: EventFeed<TwilioTraffic>;
  readonly now: () => number;
}

/** Twilio's REST API for the messages of one account. */
export class RestApi {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async handle(request: HttpRequest): Promise<HttpOutcome> {
    const outcome = await this.#answer(request);
    this.#publish(request, outcome);
    return outcome;
  }

  async #answer(request: HttpRequest): Promise<HttpOutcome> {
    try {
      authenticate(request.headers.authorization, this.#dependencies);
      return this.#dependencies.channelsApi.handle(request) ?? (await this.#route(request));
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      const challenge = { 'www-authenticate': 'Basic realm="Twilio API"' };
      return errorAnswer(error, error.status === 401 ? challenge : {});
    }
  }

  #route(request: HttpRequest): Promise<HttpOutcome> | HttpOutcome {
    const messages = messagesPath(this.#dependencies.configuration.accountSid);
    if (request.path === `${messages}.json`) return this.#onList(request);
    const [, sid = '', rest = ''] =
      /^\/([^/.]+)(\.json|\/Media.*)$/u.exec(request.path.slice(messages.length)) ?? [];
    const message = this.#dependencies.messages.find(sid);
    if (message === undefined || !request.path.startsWith(messages)) throw notFound(request.path);
    if (rest === '.json') return this.#onMessage(request, message);
    return this.#dependencies.mediaApi.handle(request, message.sid, rest);
  }

  #onList(request: HttpRequest): Promise<HttpOutcome> | HttpOutcome {
    const { messages, configuration } = this.#dependencies;
    if (request.method === 'POST') return this.#create(request);
    if (request.method !== 'GET') throw methodNotAllowed(request.method);
    return jsonAnswer(200, listMessages(messages.all(), request.query, configuration.accountSid));
  }

  async #create(request: HttpRequest): Promise<HttpOutcome> {
    const { faults, creator } = this.#dependencies;
    const fault: CreateFault | undefined = faults.takeCreateFault();
    const refusal = fault && refuseFault(fault);
    if (refusal !== undefined) return refusal;
    const message = await creator.create(new URLSearchParams(request.body), request.answered);
    const answer = jsonAnswer(201, this.#resource(message));
    return fault === undefined ? answer : answerFault(fault, answer);
  }

  async #onMessage(request: HttpRequest, message: StoredMessage): Promise<HttpOutcome> {
    switch (request.method) {
      case 'GET':
        return jsonAnswer(200, this.#resource(message));
      case 'POST':
        return jsonAnswer(200, this.#resource(await this.#update(message, request.body)));
      case 'DELETE':
        refuseWhileInProgress(message, 'delete');
        this.#dependencies.messages.remove(message.sid);
        return emptyAnswer(204);
      default:
        throw methodNotAllowed(request.method);
    }
  }

  async #update(message: StoredMessage, body: string): Promise<StoredMessage> {
    const { messages, lifecycle } = this.#dependencies;
    const change = messageChange(message, new URLSearchParams(body));
    if (change.status === undefined) messages.change(message.sid, change);
    else await lifecycle.settle(message.sid, change);
    return messages.find(message.sid) ?? message;
  }

  #resource(message: StoredMessage): Record<string, unknown> {
    return messageResource(message, this.#dependencies.configuration.accountSid);
  }

  #publish(request: HttpRequest, outcome: HttpOutcome): void {
    const status = outcome.kind === 'answer' ? outcome.status : null;
    const search = request.query.size > 0 ? `?${request.query.toString()}` : '';
    this.#dependencies.traffic.publish({
      at: new Date(this.#dependencies.now()).toISOString(),
      direction: 'from-linkline',
      summary: `${request.method} ${shortPath(request.path)}: ${status ?? outcome.kind}`,
      method: request.method,
      url: request.path + search,
      status,
      parameters: asRecord(request.method === 'GET' ? request.query : new URLSearchParams(request.body)),
    });
  }
}

/** Without the version and the account. */
const shortPath = (path: string): string => path.replace(/^\/[^/]+\/(Accounts\/[^/]+\/)?/u, '');

const methodNotAllowed = (method: string): TwilioError =>
  new TwilioError(20004, `Method not allowed: ${method}`, 405);
