import { ADA_PHONE, LinkingWorld, type LinkingWorldOptions } from '../support/linking-world.ts';

export const TEMPLATE = { content_sid: `HX${'1'.repeat(32)}`, variables: { 1: 'Ada' } };
/** As the test's Twilio shows it. */
export const TEMPLATE_TEXT = `template:${TEMPLATE.content_sid}`;

export type StoredDocument = Readonly<Record<string, unknown>>;

/** Ada has just linked her phone, and nothing is on its way to her. */
export async function worldOfAda(options: LinkingWorldOptions = {}): Promise<LinkingWorld> {
  const world = await LinkingWorld.create(options);
  await linkSilently(world, 'ada', ADA_PHONE);
  return world;
}

export async function linkSilently(world: LinkingWorld, userId: string, phone: string): Promise<void> {
  await world.link(userId, phone);
  world.takeEvents();
}

export function stored(world: LinkingWorld, id: string): StoredDocument {
  const document = world.documents('whatsapp_outbound_messages').get(id);
  if (document === undefined) throw new Error(`The outbox has no ${id}.`);
  return document;
}

export function attemptsOf(world: LinkingWorld, id: string): readonly StoredDocument[] {
  // documents() shows plain JSON objects
  return (stored(world, id)['attempts'] ?? []) as readonly StoredDocument[];
}

/** Twilio's name of what was last sent of the message. */
export function lastSidOf(world: LinkingWorld, id: string): string {
  return String(attemptsOf(world, id).findLast(({ message_sid }) => message_sid !== null)?.['message_sid']);
}

/** Twilio reports on what was last sent of the message. */
export async function report(
  world: LinkingWorld,
  messageId: string,
  state: 'sent' | 'delivered' | 'read' | 'undelivered',
  providerCode: number | null = null,
  messageSid = lastSidOf(world, messageId),
): Promise<void> {
  await world.module.recordDelivery.execute({ messageId, messageSid, state, providerCode });
}

export async function deliverEvents(world: LinkingWorld): Promise<void> {
  for (const event of world.takeEvents()) await world.deliver(event);
}
