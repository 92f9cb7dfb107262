import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import {
  ADA_PHONE,
  GRACE_PHONE,
  type InboundOptions,
  type LinkingWorld,
} from '../app/support/linking-world.ts';
import type { Scene } from './scene.ts';

const HIDDEN = 'whatsapp:US.hidden0000000000000000001';
const bothAddresses = { otherAddress: HIDDEN };

const linked = async (world: LinkingWorld) => void (await world.link('ada', ADA_PHONE));
const linkedTwice = async (world: LinkingWorld) => void (await world.link('ada', ADA_PHONE, bothAddresses));
const waiting = async (world: LinkingWorld) => void (await world.claim('ada', ADA_PHONE));
const codeOf = async (world: LinkingWorld, userId: string) =>
  formatLinkMessage((await world.start(userId)).code);

/** A message of Ada's phone. */
const phone = (body: string, options: InboundOptions = {}): Pick<Scene, 'run'> => ({
  run: (world) => world.receive(ADA_PHONE, body, options),
});
const hidden = (body: string): Pick<Scene, 'run'> => ({ run: (world) => world.receive(HIDDEN, body) });
/** What was prepared is the text. */
const prepared = (options: InboundOptions = {}): Pick<Scene, 'run'> => ({
  run: (world, body) => world.receive(ADA_PHONE, body, options),
});

export const webhookScenes = {
  'message of a linked phone': { prepare: linked, ...phone('hi') },
  'message of a linked phone, opted out': {
    async prepare(world) {
      await linked(world);
      await world.receive(ADA_PHONE, 'STOP');
    },
    ...phone('hi'),
  },
  'message of a linked phone, blocked': {
    async prepare(world) {
      await linked(world);
      await world.setMappingState('blocked');
    },
    ...phone('hi'),
  },
  'message through the second address': { prepare: linkedTwice, ...hidden('hi') },
  'message of somebody not linked': phone('hi'),
  'message of somebody not linked, both addresses': phone('hi', bothAddresses),
  'message of somebody not linked, no reply left': {
    async prepare(world) {
      for (let count = 0; count < 3; count += 1) await world.receive(ADA_PHONE, 'hi');
    },
    ...phone('hi'),
  },
  'message of somebody on hold': {
    async prepare(world) {
      await linked(world);
      await world.setMappingState('suspended');
    },
    ...phone('hi'),
  },
  'message of somebody who is to confirm': { prepare: waiting, ...phone('what?') },
  'STOP of somebody not linked': phone('STOP'),
  'STOP as Twilio reports it': phone('anything', { optOutType: 'STOP' }),
  'STOP of a linked phone with a second address': { prepare: linkedTwice, ...phone('STOP') },
  'START through the second address': { prepare: linkedTwice, ...hidden('START') },
  STATUS: { prepare: linked, ...phone('STATUS') },
  HELP: phone('HELP'),
  UNLINK: { prepare: linkedTwice, ...phone('UNLINK') },
  'UNLINK through the second address': { prepare: linkedTwice, ...hidden('UNLINK') },
  'NO to a link request': { prepare: waiting, ...phone('NO') },
  'LINK with a good code': { prepare: (world) => codeOf(world, 'ada'), ...prepared(bothAddresses) },
  'LINK with an unknown code': phone('LINK ZZZZ-ZZZZ', bothAddresses),
  'LINK with the code of somebody else': {
    async prepare(world) {
      const code = await codeOf(world, 'ada');
      await world.receive(GRACE_PHONE, code);
      return code;
    },
    ...prepared(bothAddresses),
  },
  'LINK of a linked phone': {
    async prepare(world) {
      await linked(world);
      return codeOf(world, 'grace');
    },
    ...prepared(),
  },
  'LINK that links at once': {
    parameters: { LINK_CONFIRMATION: 'off' },
    prepare: (world) => codeOf(world, 'ada'),
    ...prepared(bothAddresses),
  },
} as const satisfies Readonly<Record<string, Scene>>;
