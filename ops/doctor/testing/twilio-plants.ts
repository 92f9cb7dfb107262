import type { DoctorWorld } from './doctor-world.ts';
import type { Plant } from './plant.ts';

export const SERVICE = `MG${'5'.repeat(32)}`;
export const OTHER_TOKEN = 'f'.repeat(32);

const changeSender = (world: DoctorWorld, webhook: object) =>
  world.simulator.channels.changeSender({ webhook });
const useService = (world: DoctorWorld, change: object) => {
  world.deploy({ TWILIO_MESSAGING_SERVICE_SID: SERVICE });
  world.simulator.channels.changeService(SERVICE, change);
};

/** Between the project and those it talks to. */
export const twilioPlants: readonly Plant[] = [
  {
    name: 'functions deployed before the auth token was changed',
    plant: (world) => {
      world.simulator.authTokens.addSecondary(OTHER_TOKEN);
      world.setSecret('TWILIO_AUTH_TOKENS', OTHER_TOKEN);
    },
    check: 'webhooks',
    problem: 'twilioWebhook, twilioStatus: refuses what a token of TWILIO_AUTH_TOKENS signs',
    fix: 'npm run deploy',
  },
  {
    name: 'an auth token that Twilio has replaced',
    plant: (world) => {
      world.simulator.authTokens.addSecondary(OTHER_TOKEN);
      world.simulator.authTokens.promoteSecondary();
    },
    check: 'twilio-account',
    problem: 'does not accept the first of TWILIO_AUTH_TOKENS',
    fix: 'functions:secrets:set TWILIO_AUTH_TOKENS',
  },
  {
    name: 'a sender that is offline',
    plant: (world) => world.simulator.channels.changeSender({ status: 'OFFLINE' }),
    check: 'twilio-sender',
    problem: 'is OFFLINE',
    fix: 'WhatsApp senders',
  },
  {
    name: 'a webhook elsewhere',
    plant: (world) => changeSender(world, { callback_url: 'https://demo.twilio.com/welcome' }),
    check: 'twilio-sender',
    problem: 'brings messages to another address',
    fix: '"callback_url":',
  },
  {
    name: 'a webhook called by another method',
    plant: (world) => changeSender(world, { callback_method: 'GET' }),
    check: 'twilio-sender',
    problem: 'calls the webhook by GET',
    fix: '"callback_method":"POST"',
  },
  {
    name: 'a fallback elsewhere',
    plant: (world) => changeSender(world, { fallback_url: 'https://example.com/sorry' }),
    check: 'twilio-sender',
    problem: 'has a fallback URL elsewhere',
    fix: '"fallback_url":""',
  },
  {
    name: 'delivery reported elsewhere',
    plant: (world) => changeSender(world, { status_callback_url: 'https://example.com/status' }),
    check: 'twilio-sender',
    problem: 'reports delivery to another address',
    fix: '/twilioStatus"',
  },
  {
    name: 'an address without retries',
    plant: (world) => changeSender(world, { callback_url: `${world.local.functionsBaseUrl}/twilioWebhook` }),
    check: 'retries',
    problem: 'does not repeat a message',
    fix: '#rc=3&rp=ct,5xx,rt&tt=15000',
  },
  {
    name: 'a messaging service of another account',
    plant: (world) => world.deploy({ TWILIO_MESSAGING_SERVICE_SID: SERVICE }),
    check: 'messaging-service',
    problem: 'has no messaging service',
    fix: 'TWILIO_MESSAGING_SERVICE_SID',
  },
  {
    name: 'a messaging service without our sender',
    plant: (world) => useService(world, { has_sender: false }),
    check: 'messaging-service',
    problem: 'does not have TWILIO_SENDER',
    fix: '/ChannelSenders',
  },
  {
    name: 'a messaging service that takes messages elsewhere',
    plant: (world) =>
      useService(world, {
        use_inbound_webhook_on_number: false,
        inbound_request_url: 'https://example.com/',
      }),
    check: 'messaging-service',
    problem: 'overrides its senders',
    fix: 'InboundRequestUrl=',
  },
  {
    name: 'an endpoint that nobody serves',
    plant: (world) => world.deploy({ FORWARD_URL: 'http://127.0.0.1:1/whatsapp' }),
    check: 'forward',
    problem: 'FORWARD_URL does not answer',
    fix: 'FORWARD_URL',
  },
];
