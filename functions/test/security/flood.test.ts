import { expect, it } from 'vitest';
import { LinkingWorld } from '../app/support/linking-world.ts';

const STRANGER = 'whatsapp:+15551110009';
const MORE_THAN_ALL_LIMITS = 32;

it.each(['hi', 'HELP', 'LINK ZZZZ-ZZZZ'])(
  'a stranger who goes on and on with %s gets silence and costs no more writes',
  async (body) => {
    const world = await LinkingWorld.create();
    for (let count = 0; count < MORE_THAN_ALL_LIMITS; count += 1) await world.receive(STRANGER, body);
    world.firestore.operations.reset();
    for (let count = 0; count < 3; count += 1) {
      expect((await world.receive(STRANGER, body)).replyText).toBeNull();
    }
    expect(world.firestore.operations.snapshot()).toMatchObject({ documentWrites: 0, documentDeletes: 0 });
  },
);
