import { beforeEach, describe, expect, it } from 'vitest';
import { BlockAddressUseCase } from '../../../src/app/operating/block-address-use-case.ts';
import type { Subject } from '../../../src/app/operating/person-lookup.ts';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../support/linking-world.ts';
import { operatingPorts } from './operating-world.ts';

const ADA_ID = 'whatsapp:US.AdaAda1234';
const ada: Subject = { kind: 'user', userId: 'ada' };

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
  await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
});

function change(subject: Subject, blocked: boolean) {
  return new BlockAddressUseCase(operatingPorts(world)).execute({ subject, blocked });
}

function byAddress(value: string): Subject {
  return { kind: 'address', address: parseWhatsAppAddress(value) };
}

const states = () => ({
  mapping: world.documents('whatsapp_user_mappings').get(world.keyOf(ADA_PHONE))?.['state'],
  shown: world.documents('whatsapp_links').get('ada')?.['linked'],
  contacts: [ADA_PHONE, ADA_ID].map(
    (address) => world.documents('whatsapp_contacts').get(world.keyOf(address))?.['blocked'],
  ),
});

describe('BlockAddressUseCase', () => {
  it.each([
    { name: 'user', subject: ada },
    { name: 'number', subject: byAddress(ADA_PHONE) },
    { name: 'second address', subject: byAddress(ADA_ID) },
  ])('blocks both addresses of a person named by $name, and lifts it again', async ({ subject }) => {
    expect(await change(subject, true)).toEqual({ outcome: 'blocked', addresses: 2 });
    expect(states()).toMatchObject({
      mapping: 'blocked',
      shown: { state: 'blocked' },
      contacts: [true, true],
    });
    expect(await change(subject, true)).toMatchObject({ outcome: 'unchanged' });
    expect(await world.receive(ADA_ID, 'HELP')).toMatchObject({ replyText: null });
    expect(await change(subject, false)).toMatchObject({ outcome: 'unblocked' });
    expect(states()).toMatchObject({
      mapping: 'active',
      shown: { state: 'active' },
      contacts: [false, false],
    });
  });

  it('outlives the link', async () => {
    await change(ada, true);
    await world.module.unlink.execute({ userId: 'ada' });
    expect(await world.receive(ADA_PHONE, 'hello')).toMatchObject({ replyText: null });
    expect(states()).toMatchObject({ mapping: undefined, shown: null, contacts: [true, true] });
  });

  it('brings no link on hold back to life', async () => {
    await world.setMappingState('suspended');
    await change(ada, true);
    await change(ada, false);
    expect(states()).toMatchObject({ mapping: 'suspended', contacts: [false, false] });
  });

  it('blocks a number before it is linked, but not a user without one', async () => {
    expect(await change(byAddress(GRACE_PHONE), true)).toEqual({ outcome: 'blocked', addresses: 1 });
    expect(await world.receive(GRACE_PHONE, 'hello')).toMatchObject({ replyText: null });
    expect(await change({ kind: 'user', userId: 'grace' }, true)).toMatchObject({ outcome: 'not-found' });
  });
});
