import { getFirestore } from 'firebase-admin/firestore';
import { beforeEach, describe, expect, it } from 'vitest';
import { AcceptIdentityChangesUseCase } from '../../../src/app/operating/accept-identity-changes-use-case.ts';
import { ResumeIdentityWatchUseCase } from '../../../src/app/operating/resume-identity-watch-use-case.ts';
import { HOUR, MINUTE } from '../../../src/domain/shared/clock.ts';
import { FirestoreMappingCensus } from '../../../src/infra/firestore/firestore-mapping-census.ts';
import { operatingPorts } from '../operating/operating-world.ts';
import { aMessageSid, LinkingWorld } from '../support/linking-world.ts';
import { contactOf, danglingPointers, mappingUnder, shownTo, storedTexts } from './identity-scene.ts';

const PERSONS = ['ada', 'grace', 'linus', 'ken'] as const;

let world: LinkingWorld;

beforeEach(() => begin({}));

async function begin(parameters: Readonly<Record<string, string>>): Promise<void> {
  world = await LinkingWorld.create({ parameters });
  await Promise.all(
    PERSONS.map((user) => world.link(user, phoneOf(user), { otherAddress: `whatsapp:US.old${user}` })),
  );
  world.clock.advance(MINUTE);
}

function phoneOf(user: string): string {
  return `whatsapp:+1555111000${PERSONS.findIndex((one) => one === user)}`;
}

function writeWithNewId(user: string, id = `whatsapp:US.new${user}`, sid = aMessageSid()) {
  return world.receive(phoneOf(user), 'hello', { otherAddress: id, sid });
}

async function allWrite(): Promise<readonly unknown[]> {
  const changes: unknown[] = [];
  for (const user of PERSONS) changes.push((await writeWithNewId(user)).identity);
  return changes;
}

function accept() {
  const ports = operatingPorts(world);
  const census = new FirestoreMappingCensus({ firestore: getFirestore(), metrics: world.module.metrics });
  return new AcceptIdentityChangesUseCase({ ...ports, census }).execute();
}

const resume = () => new ResumeIdentityWatchUseCase(operatingPorts(world)).execute();
const states = () => PERSONS.map((user) => mappingUnder(world, phoneOf(user))?.['state']);
const shown = () => PERSONS.map((user) => shownTo(world, user));
const allActive = PERSONS.map(() => 'active');
const alarms = () => world.logLines.filter((line) => line.includes('identity-brake-engaged'));

describe('more changed ids in an hour than are allowed', () => {
  it('suspend no more links; one error is logged, and those who write are heard as before', async () => {
    expect(await allWrite()).toEqual(['suspended', 'suspended', 'suspended', 'braked']);
    expect(shown()).toEqual(['suspended', 'suspended', 'suspended', 'active']);
    expect((await writeWithNewId('ken')).identity).toBe('braked');
    expect(storedTexts(world)).toEqual(['ken: hello', 'ken: hello']);
    expect(mappingUnder(world, phoneOf('ken'))).toMatchObject({ external_user_id: 'whatsapp:US.oldken' });
    expect(alarms()).toEqual([expect.stringContaining('"severity":"ERROR"')]);
  });

  it('may be fewer by configuration', async () => {
    await begin({ IDENTITY_CHANGES_PER_HOUR: '1' });
    expect(await allWrite()).toEqual(['suspended', 'braked', 'braked', 'braked']);
  });

  it('are counted where they come at once', async () => {
    const sids = PERSONS.map(() => aMessageSid());
    // a webhook that lost against others is delivered again
    for (let round = 0; round < PERSONS.length; round += 1) {
      await Promise.allSettled(PERSONS.map((user, at) => writeWithNewId(user, undefined, sids[at])));
    }
    expect(states().filter((state) => state === 'suspended')).toHaveLength(3);
    expect(alarms()).toHaveLength(1);
  });

  it('are not those of another hour', async () => {
    for (const user of PERSONS) {
      await writeWithNewId(user);
      world.clock.advance(21 * MINUTE);
    }
    expect(states()).toEqual(PERSONS.map(() => 'suspended'));
  });
});

describe('accepting the changes as our own doing', () => {
  it('restores what was suspended before the brake, however late, and adopts the ids that are shown next', async () => {
    await allWrite();
    world.clock.advance(5 * HOUR);
    expect(await accept()).toEqual({ outcome: 'accepted', restored: 3 });
    expect([states(), shown()]).toEqual([allActive, allActive]);
    expect(await accept()).toEqual({ outcome: 'accepted', restored: 0 });
    expect(await allWrite()).toEqual(PERSONS.map(() => 'adopted'));
    expect(danglingPointers(world)).toEqual([]);
  });

  it('watches on over whoever was seen since', async () => {
    await accept();
    expect((await writeWithNewId('ada', 'whatsapp:US.oldada')).identity).toBeNull();
    expect((await writeWithNewId('ada')).identity).toBe('suspended');
    expect((await writeWithNewId('grace')).identity).toBe('adopted');
    world.clock.advance(1);
    expect((await writeWithNewId('grace', 'whatsapp:US.thief')).identity).toBe('suspended');
  });

  it('leaves what was suspended long before, linked anew, or blocked meanwhile', async () => {
    await writeWithNewId('ada');
    world.clock.advance(2 * HOUR + 1);
    await writeWithNewId('grace');
    await writeWithNewId('linus');
    await writeWithNewId('ken');
    await world.block(phoneOf('grace'));
    await world.link('eve', phoneOf('linus'), { otherAddress: 'whatsapp:US.newlinus' });
    expect(await accept()).toMatchObject({ restored: 2 });
    expect(states()).toEqual(['suspended', 'blocked', 'active', 'active']);
    expect(mappingUnder(world, phoneOf('linus'))).toMatchObject({ user_id: 'eve' });
    expect(shown()).toEqual(['suspended', 'blocked', null, 'active']);
  });

  it('misses nobody who writes meanwhile', async () => {
    await allWrite();
    const sids = PERSONS.map(() => aMessageSid());
    const write = () =>
      Promise.allSettled(PERSONS.map((user, at) => writeWithNewId(user, undefined, sids[at])));
    await Promise.all([accept(), write()]);
    await write();
    expect([states(), shown()]).toEqual([allActive, allActive]);
  });
});

describe('resuming, because the numbers did change hands', () => {
  it('goes on suspending until too many change again', async () => {
    await allWrite();
    expect(await resume()).toEqual({ outcome: 'resumed' });
    expect(await resume()).toEqual({ outcome: 'not-braked' });
    await allWrite();
    expect(states()).toEqual(PERSONS.map(() => 'suspended'));
    expect(contactOf(world, phoneOf('ken'))).toMatchObject({ last_reply: { kind: 'how-to-link-again' } });
  });
});
