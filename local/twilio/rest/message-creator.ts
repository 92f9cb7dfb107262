import type { SimulatorFaults } from '../faults/simulator-faults.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { PersonDirectory } from '../messages/person-directory.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { RandomSource } from '../random-source.ts';
import type { SimulatorConfiguration } from '../simulator-configuration.ts';
import type { MessageLifecycle } from '../status/message-lifecycle.ts';
import type { TemplateLibrary } from '../templates/template-library.ts';
import { type MessageRequest, messageRequest } from './message-request.ts';
import { TwilioError } from './twilio-error.ts';

const OPTED_OUT = 21610;
const OUTSIDE_SERVICE_WINDOW = 63016;

interface Dependencies {
  readonly configuration: SimulatorConfiguration;
  readonly messages: MessageStore;
  readonly people: PersonDirectory;
  readonly templates: TemplateLibrary;
  readonly lifecycle: MessageLifecycle;
  readonly faults: SimulatorFaults;
  readonly random: RandomSource;
  readonly now: () => number;
}

/** Accepts messages from the REST API and sends them on their way. */
export class MessageCreator {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws TwilioError. The first status follows the answer, unless a fault turns that round. */
  async create(form: URLSearchParams, answered: Promise<void>): Promise<StoredMessage> {
    const { messages, lifecycle, faults } = this.#dependencies;
    const request = messageRequest(form);
    this.#checkAccount(request);
    const message = messages.add(this.#accepted(request));
    const failure = faults.takeAsyncError() ?? this.#failureOf(request);
    if (request.sendAt !== null) {
      void lifecycle.startLater(message, request.sendAt, { failure });
    } else if (faults.statusCallbacks.beforeAnswer) {
      await lifecycle.start(message, { failure });
    } else {
      void lifecycle.start(message, { failure, begin: answered });
    }
    return message;
  }

  #checkAccount({ from, to, messagingServiceSid }: MessageRequest): void {
    const { configuration, people } = this.#dependencies;
    if (messagingServiceSid !== null && messagingServiceSid !== configuration.messagingServiceSid) {
      throw new TwilioError(21701, 'The Messaging Service does not exist.');
    }
    if (from !== null && from !== configuration.sender) {
      throw new TwilioError(63007, 'Twilio could not find a Channel with the specified From address');
    }
    if (from !== null && people.isOptedOut(to)) {
      throw new TwilioError(OPTED_OUT, 'Attempt to send to unsubscribed recipient');
    }
  }

  /** A Messaging Service accepts first and looks at the opt-outs later; a missing window is always seen later. */
  #failureOf(request: MessageRequest): number | null {
    const { people, now } = this.#dependencies;
    if (people.isOptedOut(request.to)) return OPTED_OUT;
    const isTemplate = request.contentSid !== null && request.body === '' && request.mediaUrls.length === 0;
    return isTemplate || people.isWindowOpen(request.to, now()) ? null : OUTSIDE_SERVICE_WINDOW;
  }

  #accepted(request: MessageRequest): Parameters<MessageStore['add']>[0] {
    const { configuration, random, templates } = this.#dependencies;
    const { to, mediaUrls, messagingServiceSid, statusCallback, sendAt } = request;
    const immediate = messagingServiceSid === null ? 'queued' : 'accepted';
    return {
      sid: random.sid(mediaUrls.length > 0 ? 'MM' : 'SM'),
      origin: 'api',
      from: configuration.sender,
      to,
      body: request.body || templateText(request, templates),
      mediaUrls,
      status: sendAt === null ? immediate : 'scheduled',
      messagingServiceSid,
      statusCallback,
    };
  }
}

/** Throws TwilioError where there is no such template. */
function templateText({ contentSid, contentVariables }: MessageRequest, templates: TemplateLibrary): string {
  if (contentSid === null) return '';
  const text = templates.render(contentSid, contentVariables);
  if (text === undefined) throw new TwilioError(21655, 'The ContentSid is Invalid');
  return text;
}
