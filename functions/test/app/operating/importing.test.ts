import { beforeEach, describe, expect, it } from 'vitest';
import type { MappingToImport } from '../../../src/app/operating/import-mapping.ts';
import { ImportMappingsUseCase } from '../../../src/app/operating/import-mappings-use-case.ts';
import { parseWhatsAppAddress } from '../../../src/domain/linking/whatsapp-address.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld } from '../support/linking-world.ts';
import { operatingPorts } from './operating-world.ts';

const ADA_ID = 'whatsapp:US.AdaAda1234';
const LINUS_PHONE = 'whatsapp:+15551110003';
const LINKED_AT = Date.UTC(2025, 1, 3);

let world: LinkingWorld;

beforeEach(async () => {
  world = await LinkingWorld.create();
});

function mappingOf(userId: string, address: string): MappingToImport {
  return { userId, address: parseWhatsAppAddress(address), profileName: null, linkedAt: LINKED_AT };
}

function importAll(mappings: readonly MappingToImport[], { dryRun = false } = {}) {
  const rows = mappings.map((mapping, index) => ({ row: index + 1, mapping }));
  const done: number[] = [];
  const onProgress = (count: number) => done.push(count);
  const importing = new ImportMappingsUseCase(operatingPorts(world));
  return importing.execute({ rows, dryRun, onProgress });
}

describe('ImportMappingsUseCase', () => {
  it('makes links that work, and tells nobody', async () => {
    const linkedNow = { ...mappingOf('grace', GRACE_PHONE), linkedAt: null };
    expect(await importAll([linkedNow])).toMatchObject({ imported: 1, refused: [] });
    await world.settleInTime();
    expect(world.documents('whatsapp_outbound_messages').size).toBe(0);
    expect(world.documents('whatsapp_links').get('grace')).toMatchObject({
      linked: { masked_number: '+15 ••• 02', linked_at: '2026-11-23T12:00:00.000Z', state: 'active' },
      mapping_id: world.keyOf(GRACE_PHONE),
    });
    expect(await world.receive(GRACE_PHONE, 'hello')).toMatchObject({ outcome: 'store' });
    expect(await importAll([mappingOf('grace', GRACE_PHONE)])).toMatchObject({ imported: 0, unchanged: 1 });
  });

  it('keeps what is known of the number', async () => {
    await world.receive(GRACE_PHONE, 'STOP');
    await world.block(LINUS_PHONE);
    await importAll([mappingOf('grace', GRACE_PHONE), mappingOf('linus', LINUS_PHONE)]);
    const mappings = world.documents('whatsapp_user_mappings');
    expect(mappings.get(world.keyOf(GRACE_PHONE))).toMatchObject({ opted_out: true, state: 'active' });
    expect(mappings.get(world.keyOf(LINUS_PHONE))).toMatchObject({ state: 'blocked' });
  });

  it('refuses what is taken, row by row, and imports the rest', async () => {
    await world.link('ada', ADA_PHONE, { otherAddress: ADA_ID });
    const before = world.documents('whatsapp_user_mappings').get(world.keyOf(ADA_PHONE));
    const result = await importAll([
      mappingOf('grace', ADA_PHONE),
      mappingOf('eve', ADA_ID),
      mappingOf('ada', GRACE_PHONE),
      mappingOf('linus', LINUS_PHONE),
      mappingOf('ken', LINUS_PHONE),
      mappingOf('linus', 'whatsapp:+15551110004'),
    ]);
    expect(result).toMatchObject({ outcome: 'partly-refused', imported: 1, unchanged: 0 });
    expect(result.refused.map(({ row, reason, firstRow }) => [row, reason, firstRow])).toEqual([
      [1, 'number-linked-to-other-user', null],
      [2, 'number-linked-to-other-user', null],
      [3, 'user-linked-to-other-number', null],
      [5, 'number-twice-in-file', 4],
      [6, 'user-twice-in-file', 4],
    ]);
    const mappings = world.documents('whatsapp_user_mappings');
    expect([...mappings.keys()].toSorted()).toEqual(
      [ADA_PHONE, LINUS_PHONE].map((one) => world.keyOf(one)).toSorted(),
    );
    expect(mappings.get(world.keyOf(ADA_PHONE))).toEqual(before);
  });

  it('leaves a link on hold to its holder', async () => {
    await world.link('ada', ADA_PHONE);
    await world.setMappingState('suspended');
    const { refused } = await importAll([mappingOf('ada', ADA_PHONE)]);
    expect(refused).toMatchObject([{ reason: 'number-on-hold' }]);
  });

  it('writes nothing in a dry run', async () => {
    const mappings = [mappingOf('grace', GRACE_PHONE), mappingOf('linus', LINUS_PHONE)];
    expect(await importAll(mappings, { dryRun: true })).toMatchObject({ imported: 2 });
    expect(world.documents('whatsapp_user_mappings').size).toBe(0);
    expect(world.documents('whatsapp_links').size).toBe(0);
  });
});
