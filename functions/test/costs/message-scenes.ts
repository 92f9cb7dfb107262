import { getFirestore } from 'firebase-admin/firestore';
import { OutboundMessageNotFoundError } from '../../src/domain/messaging/messaging-errors.ts';
import { enqueueMessage } from '../../src/infra/firestore/enqueue-message.ts';
import { deliverEvents, linkSilently, report } from '../app/outbox/outbox-scene.ts';
import { replied } from '../app/processing/processing-world.ts';
import { ADA_PHONE, type LinkingWorld } from '../app/support/linking-world.ts';
import type { Scene } from './scene.ts';

const ID = 'order-0001';
const TEXT = { user_id: 'ada', body: 'Hello!' };
const forgetful = { STORE_MESSAGE_BODIES: 'false' };

/** Ada has just linked her phone, and instances are warm: whether sending is paused is read once for all messages of some seconds. */
async function ada(world: LinkingWorld): Promise<void> {
  await linkSilently(world, 'ada', ADA_PHONE);
  await warmUp(world);
}

export async function warmUp(world: LinkingWorld): Promise<void> {
  const sending = world.module.sendMessage.execute({ messageId: 'unheard-of', step: 0 });
  await sending.catch((error: unknown) => {
    if (!(error instanceof OutboundMessageNotFoundError)) throw error;
  });
}

async function inboundFromAda(world: LinkingWorld): Promise<void> {
  await ada(world);
  await world.receive(ADA_PHONE, 'hi');
}

async function inboundToReply(world: LinkingWorld): Promise<void> {
  world.processor.onMessage = async () => replied('Hello!');
  await inboundFromAda(world);
}

/** The product's own write is not Linkline's. */
async function documentOfTheProduct(world: LinkingWorld): Promise<void> {
  await ada(world);
  await world.addToOutbox(ID, TEXT);
}

/** Trigger, task, and what Twilio reports. */
export async function sendUntilRead(world: LinkingWorld, messageId: string): Promise<void> {
  await deliverEvents(world);
  await world.settle();
  await reportAll(world, messageId);
  await world.settle();
}

export async function reportAll(world: LinkingWorld, messageId: string): Promise<void> {
  for (const state of ['sent', 'delivered', 'read'] as const) await report(world, messageId, state);
}

async function processUntilRead(world: LinkingWorld): Promise<void> {
  await world.settle();
  const [replyId = ''] = world.documents('whatsapp_outbound_messages').keys();
  await sendUntilRead(world, replyId);
}

export const messageScenes = {
  'document written by the product': {
    prepare: documentOfTheProduct,
    run: (world) => sendUntilRead(world, ID),
  },
  'message of enqueueMessage': {
    prepare: ada,
    async run(world) {
      await enqueueMessage(getFirestore(), { id: ID, userId: 'ada', body: 'Hello!' });
      await sendUntilRead(world, ID);
    },
  },
  'sending "Account linked!"': {
    async prepare(world) {
      const linkId = await world.link('ada', ADA_PHONE);
      await deliverEvents(world);
      await warmUp(world);
      return `linked-${linkId}`;
    },
    run: sendUntilRead,
  },
  'three status reports': {
    async prepare(world) {
      await documentOfTheProduct(world);
      await world.settle();
      return ID;
    },
    run: reportAll,
  },
  'processing, no reply': { prepare: inboundFromAda, run: (world) => world.settle() },
  'processing, a reply until it is read': { prepare: inboundToReply, run: processUntilRead },
  'processing, STORE_MESSAGE_BODIES=false': {
    parameters: forgetful,
    prepare: inboundFromAda,
    run: (world) => world.settle(),
  },
  'STORE_MESSAGE_BODIES=false, a reply until it is read': {
    parameters: forgetful,
    prepare: inboundToReply,
    run: processUntilRead,
  },
  'event handed over': {
    events: 'contact.opted_out',
    async prepare(world) {
      await ada(world);
      await world.receive(ADA_PHONE, 'STOP');
    },
    run: (world) => world.settle(),
  },
  'sending with the event message.delivered': {
    events: 'message.delivered',
    prepare: documentOfTheProduct,
    run: (world) => sendUntilRead(world, ID),
  },
} as const satisfies Readonly<Record<string, Scene>>;
