import type { LinkingWorld } from '../support/linking-world.ts';

export const ADA_ID = 'whatsapp:US.adaAda1234';
/** What Ada's number shows once somebody else has it. */
export const NEW_ID = 'whatsapp:US.newHolder1234';
export const OTHER_SENDER = 'whatsapp:+15550009999';

type StoredDocument = Readonly<Record<string, unknown>> | undefined;

export function mappingUnder(world: LinkingWorld, address: string): StoredDocument {
  return world.documents('whatsapp_user_mappings').get(world.keyOf(address));
}

export function contactOf(world: LinkingWorld, address: string): StoredDocument {
  return world.documents('whatsapp_contacts').get(world.keyOf(address));
}

/** What the app of a user shows of the link: its state, or null. */
export function shownTo(world: LinkingWorld, userId: string): unknown {
  const linked = world.documents('whatsapp_links').get(userId)?.['linked'];
  return typeof linked === 'object' && linked !== null ? Reflect.get(linked, 'state') : null;
}

/** The texts that were stored, each with whose it is. */
export function storedTexts(world: LinkingWorld): readonly string[] {
  return [...world.documents('whatsapp_inbound_messages').values()].map(
    ({ user_id, body }) => `${String(user_id)}: ${String(body)}`,
  );
}

/** Each contact that points to a mapping which does not name it: there should be none. */
export function danglingPointers(world: LinkingWorld): readonly string[] {
  const mappings = world.documents('whatsapp_user_mappings');
  return [...world.documents('whatsapp_contacts')].flatMap(([id, { mapping_id }]) => {
    if (typeof mapping_id !== 'string') return [];
    const second = mappings.get(mapping_id)?.['external_user_id'];
    return typeof second === 'string' && world.keyOf(second) === id ? [] : [id];
  });
}
