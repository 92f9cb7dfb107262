import { ADA_PHONE, type LinkingWorld } from '../app/support/linking-world.ts';
import { deliverEvents } from '../app/outbox/outbox-scene.ts';
import { sendUntilRead, warmUp } from './message-scenes.ts';
import type { Scene } from './scene.ts';

async function oneMessageEachWay(world: LinkingWorld): Promise<void> {
  await world.link('ada', ADA_PHONE);
  await world.settle();
  await world.receive(ADA_PHONE, 'hi');
  await world.settle();
}

export const accountScenes = {
  startLink: { run: (world) => world.start('ada') },
  confirmLink: {
    async prepare(world) {
      const { requestId, confirmationNumber } = await world.claim('ada', ADA_PHONE);
      return `${requestId} ${confirmationNumber}`;
    },
    run(world, claimed) {
      const [requestId = '', confirmationNumber = ''] = claimed.split(' ');
      return world.confirm('ada', requestId, confirmationNumber);
    },
  },
  'announcing the link': {
    prepare: async (world) => void (await world.link('ada', ADA_PHONE)),
    run: deliverEvents,
  },
  'a link from startLink to "Account linked!" read': {
    prepare: warmUp,
    async run(world) {
      const linkId = await world.link('ada', ADA_PHONE);
      await deliverEvents(world);
      await sendUntilRead(world, `linked-${linkId}`);
    },
  },
  cancelLink: {
    prepare: async (world) => (await world.start('ada')).requestId,
    run: (world, requestId) => world.module.cancelLink.execute({ userId: 'ada', requestId }),
  },
  unlink: {
    prepare: async (world) => void (await world.link('ada', ADA_PHONE)),
    run: (world) => world.module.unlink.execute({ userId: 'ada' }),
  },
  'sweep without overdue work': {
    prepare: oneMessageEachWay,
    run: (world) => world.module.sweepMessages.execute(),
  },
  'export of a user with one message each way': {
    prepare: oneMessageEachWay,
    run: (world) => world.module.exportUser.execute({ userId: 'ada', tokenIssuedAt: world.clock.now() }),
  },
  'erasure of a user with one message each way': {
    prepare: oneMessageEachWay,
    run: (world) => world.module.eraseUser.execute({ userId: 'ada', requestedAt: world.clock.now() }),
  },
} as const satisfies Readonly<Record<string, Scene>>;
