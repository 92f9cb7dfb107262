import { randomBytes } from 'node:crypto';

import { AuthTokens } from './auth-tokens.ts';
import { Background } from './background.ts';
import { Channels } from './channels/channels.ts';
import { ChannelsApi } from './channels/channels-api.ts';
import { ControlApi } from './control/control-api.ts';
import { DebuggerLog } from './debugger/debugger-log.ts';
import { timerDelay } from './delay.ts';
import { EventFeed } from './event-feed.ts';
import { SimulatorFaults } from './faults/simulator-faults.ts';
import { InboundDelivery } from './inbound/inbound-delivery.ts';
import { InboundReceiver } from './inbound/inbound-receiver.ts';
import { ReplySender } from './inbound/reply-sender.ts';
import { MediaApi } from './media/media-api.ts';
import { MediaStore } from './media/media-store.ts';
import { MessageStore } from './messages/message-store.ts';
import { PersonDirectory } from './messages/person-directory.ts';
import { PhoneScreen } from './messages/phone-screen.ts';
import { RandomSource } from './random-source.ts';
import { MessageCreator } from './rest/message-creator.ts';
import { RestApi } from './rest/rest-api.ts';
import { simulatorConfiguration, type TwilioSimulatorOptions } from './simulator-configuration.ts';
import { MessageLifecycle } from './status/message-lifecycle.ts';
import { StatusCallbacks } from './status/status-callbacks.ts';
import { sampleTemplates } from './templates/sample-templates.ts';
import { namedBySid } from './templates/named-by-sid.ts';
import { TemplateLibrary } from './templates/template-library.ts';
import type { TwilioTraffic } from './twilio-traffic.ts';
import { WebhookSender } from './webhook/webhook-sender.ts';

export type SimulatorParts = ReturnType<typeof assembleSimulator>;

/** Creates the simulator's parts and wires them; throws where the options are wrong. `origin` is asked once it listens. */
export function assembleSimulator(options: TwilioSimulatorOptions, origin: () => string) {
  const configuration = simulatorConfiguration(options);
  const now = options.now ?? Date.now;
  const { accountSid } = configuration;
  const random = new RandomSource(options.randomBytes ?? randomBytes);
  const state = {
    authTokens: new AuthTokens(configuration.authToken),
    channels: new Channels(configuration),
    faults: new SimulatorFaults(),
    traffic: new EventFeed<TwilioTraffic>(),
    background: new Background(),
    people: new PersonDirectory(),
    messages: new MessageStore(now),
    debuggerLog: new DebuggerLog(now),
    templates: new TemplateLibrary([...sampleTemplates, ...namedBySid(configuration.templates)]),
    media: new MediaStore({ configuration, random, now, origin }),
  };
  const delay = options.delay ?? timerDelay;
  state.channels.changeSender({
    webhook: { callback_url: options.webhookUrl ?? null, fallback_url: options.fallbackUrl ?? null },
  });
  const shared = { ...state, configuration, now, delay, random };
  const webhooks = new WebhookSender(shared);
  const callbacks = new StatusCallbacks({ ...shared, accountSid, webhooks });
  const lifecycle = new MessageLifecycle({ ...shared, callbacks });
  const delivery = new InboundDelivery({ ...shared, webhooks });
  const replySender = new ReplySender({ ...shared, lifecycle });
  const receiver = new InboundReceiver({ ...shared, delivery, replySender });
  const creator = new MessageCreator({ ...shared, lifecycle });
  const restApi = new RestApi({
    ...shared,
    lifecycle,
    creator,
    mediaApi: new MediaApi(shared),
    channelsApi: new ChannelsApi(shared),
  });
  const phones = new PhoneScreen({ ...shared, lifecycle });
  const controlApi = new ControlApi({ ...shared, receiver, phones });
  return { ...state, receiver, phones, restApi, controlApi };
}
