import { beforeEach, describe, expect, it } from 'vitest';
import { ADA_PHONE, LinkingWorld } from '../support/linking-world.ts';
import { ADA_ID, contactOf, mappingUnder, shownTo, storedTexts } from './identity-scene.ts';

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

interface Case {
  readonly linkedBy: string;
  readonly learned: string;
}

const cases: readonly Case[] = [
  { linkedBy: ADA_PHONE, learned: ADA_ID },
  { linkedBy: ADA_ID, learned: ADA_PHONE },
];
/** WhatsApp names the phone first, where it shows one. */
const sayBoth = (body: string) => world.receive(ADA_PHONE, body, { otherAddress: ADA_ID });

describe('the second address of a person', () => {
  it.each(cases)('is learned once by whoever is linked by $linkedBy', async ({ linkedBy, learned }) => {
    await world.link('ada', linkedBy);
    expect(await sayBoth('both')).toMatchObject({ outcome: 'store', identity: 'learned' });
    expect(mappingUnder(world, linkedBy)).toMatchObject({
      external_user_id: learned,
      identity_seen: { at: new Date(world.clock.now()).toISOString() },
    });
    expect(contactOf(world, learned)).toMatchObject({ mapping_id: world.keyOf(linkedBy) });
    await world.receive(ADA_ID, 'hidden');
    expect(storedTexts(world)).toEqual(['ada: both', 'ada: hidden']);
    expect((await world.receive(ADA_ID, 'UNLINK')).reply).toBe('unlinked');
  });

  it('costs once, and nothing where it is shown again', async () => {
    await world.link('ada', ADA_PHONE);
    const costs: string[] = [];
    for (const body of ['first', 'second', 'third']) {
      world.firestore.operations.reset();
      await sayBoth(body);
      const { documentReads, documentWrites } = world.firestore.operations.snapshot();
      costs.push(`${documentReads} + ${documentWrites}`);
    }
    expect(costs).toEqual(['4 + 4', '1 + 2', '1 + 2']);
  });

  it.each(cases)('takes its opt-out to a link by $linkedBy', async ({ linkedBy, learned }) => {
    await world.receive(learned, 'STOP');
    await world.link('ada', linkedBy);
    await sayBoth('hello');
    expect(mappingUnder(world, linkedBy)).toMatchObject({ opted_out: true });
    expect([contactOf(world, linkedBy), contactOf(world, learned)]).toMatchObject([
      { opted_out: true },
      { opted_out: true },
    ]);
  });

  it.each<{ how: string; optOut: () => Promise<unknown> }>([
    { how: 'said by STOP', optOut: () => world.receive(ADA_PHONE, 'STOP') },
    { how: 'kept there alone', optOut: () => world.changeMapping(ADA_PHONE, { opted_out: true }) },
  ])('takes over the opt-out of the link, $how', async ({ optOut }) => {
    await world.link('ada', ADA_PHONE);
    await optOut();
    await sayBoth('hello');
    await world.receive(ADA_PHONE, 'UNLINK');
    expect(contactOf(world, ADA_ID)).toMatchObject({ opted_out: true, mapping_id: null });
    expect((await world.receive(ADA_ID, 'hello')).reply).toBe('how-to-start');
  });

  it('takes its block to the link, and what is said is not heard', async () => {
    await world.block(ADA_ID);
    await world.link('ada', ADA_PHONE);
    expect(await sayBoth('hello')).toMatchObject({ outcome: 'count', replyText: null });
    expect([mappingUnder(world, ADA_PHONE)?.['state'], shownTo(world, 'ada')]).toEqual([
      'blocked',
      'blocked',
    ]);
    expect(contactOf(world, ADA_PHONE)).toMatchObject({ blocked: true });
    expect(storedTexts(world)).toEqual([]);
  });

  it('is blocked with the link', async () => {
    await world.link('ada', ADA_PHONE);
    await world.setMappingState('blocked');
    await sayBoth('hello');
    expect(await world.receive(ADA_ID, 'hello')).toMatchObject({ outcome: 'count', replyText: null });
    await world.module.unlink.execute({ userId: 'ada' });
    expect(await world.receive(ADA_ID, 'hello')).toMatchObject({ outcome: 'count', replyText: null });
  });
});
