import { describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { ADA_PHONE, aMessageSid, GRACE_PHONE, type LinkingWorld } from '../support/linking-world.ts';
import { worldWithEvents } from './world-with-events.ts';

const ALL = 'link.created link.removed link.suspended contact.opted_out contact.opted_in';
const HIDDEN = 'whatsapp:US.hidden0000000000000000001';

interface Change {
  readonly what: string;
  readonly parameters?: Readonly<Record<string, string>>;
  run(world: LinkingWorld): Promise<unknown>;
  readonly tells: readonly string[];
}

const linkAda = (world: LinkingWorld) => world.link('ada', ADA_PHONE);

const changes: readonly Change[] = [
  { what: 'a confirmed link', run: linkAda, tells: ['link.created ada'] },
  {
    what: 'a link in one step',
    parameters: { LINK_CONFIRMATION: 'off' },
    run: async (world) => world.receive(ADA_PHONE, formatLinkMessage((await world.start('ada')).code)),
    tells: ['link.created ada'],
  },
  {
    what: 'the app ends the link, twice',
    async run(world) {
      await linkAda(world);
      await world.module.unlink.execute({ userId: 'ada' });
      await world.module.unlink.execute({ userId: 'ada' });
    },
    tells: ['link.created ada', 'link.removed ada'],
  },
  {
    what: 'UNLINK, delivered twice',
    async run(world) {
      await linkAda(world);
      const sid = aMessageSid();
      await world.receive(ADA_PHONE, 'UNLINK', { sid });
      await world.receive(ADA_PHONE, 'UNLINK', { sid });
    },
    tells: ['link.created ada', 'link.removed ada'],
  },
  {
    what: 'an imported link ends',
    async run(world) {
      await linkAda(world);
      await world.changeMapping(ADA_PHONE, { link_id: null });
      await world.receive(ADA_PHONE, 'UNLINK');
    },
    tells: ['link.created ada', 'link.removed ada'],
  },
  {
    what: 'the user moves to another number',
    async run(world) {
      await linkAda(world);
      await world.link('ada', GRACE_PHONE);
    },
    tells: ['link.created ada', 'link.created ada', 'link.removed ada'],
  },
  {
    what: 'the same person links again by another address',
    async run(world) {
      await linkAda(world);
      await world.setMappingState('suspended');
      await world.link('ada', HIDDEN, { otherAddress: ADA_PHONE });
    },
    tells: ['link.created ada', 'link.created ada'],
  },
  {
    what: 'somebody else takes over a suspended number',
    async run(world) {
      await linkAda(world);
      await world.setMappingState('suspended');
      await world.link('grace', ADA_PHONE);
    },
    tells: ['link.created ada', 'link.created grace', 'link.removed ada'],
  },
  {
    what: 'STOP, redelivered and repeated, then START',
    async run(world) {
      await linkAda(world);
      const sid = aMessageSid();
      await world.receive(ADA_PHONE, 'STOP', { sid });
      await world.receive(ADA_PHONE, 'STOP', { sid });
      await world.receive(ADA_PHONE, 'STOP');
      await world.receive(ADA_PHONE, 'START');
      await world.receive(ADA_PHONE, 'START');
    },
    tells: ['contact.opted_in ada', 'contact.opted_out ada', 'link.created ada'],
  },
  {
    what: 'an opt-out that the provider has answered',
    async run(world) {
      await linkAda(world);
      await world.receive(ADA_PHONE, 'anything', { optOutType: 'STOP' });
    },
    tells: ['contact.opted_out ada', 'link.created ada'],
  },
  { what: 'STOP of a stranger', run: (world) => world.receive(ADA_PHONE, 'STOP'), tells: [] },
  {
    what: 'STOP from a suspended number',
    async run(world) {
      await linkAda(world);
      await world.setMappingState('suspended');
      await world.receive(ADA_PHONE, 'STOP');
    },
    tells: ['link.created ada'],
  },
];

describe('what the product is told', () => {
  it.each(changes)('$what', async ({ tells, ...change }) => {
    const world = await worldWithEvents(ALL, { parameters: change.parameters ?? {} });
    await change.run(world);
    await world.settle();
    const told = world.processor.events.map(({ type, userId }) => `${type} ${userId}`);
    expect(told.toSorted()).toEqual(tells);
    expect(new Set(world.processor.events.map(({ id }) => id)).size).toBe(tells.length);
    for (const id of world.documents('whatsapp_events').keys()) {
      expect(id).toMatch(/^(?:link-(?:created|removed)|contact-opted-(?:in|out))-[\w-]{8,46}$/);
    }
  });

  it('is nothing that is switched off', async () => {
    const world = await worldWithEvents('link.removed');
    await linkAda(world);
    await world.receive(ADA_PHONE, 'STOP');
    expect(world.documents('whatsapp_events').size).toBe(0);
  });
});
