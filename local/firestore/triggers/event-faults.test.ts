import { expect, it } from 'vitest';
import type { CommittedChange } from '../store/stored-document.ts';
import { EventFaults, type EventFault } from './event-faults.ts';
import { TriggerRegistry } from './trigger-registry.ts';

const DATABASE = { project: 'demo', database: '(default)' };

it.each<[fault: EventFault, expected: readonly string[]]>([
  [{ kind: 'duplicate' }, ['first', 'second', 'first']],
  [{ kind: 'delay', delayMs: 20 }, ['second', 'first']],
  [{ kind: 'overtaken', delayMs: 60_000 }, ['second', 'first']],
])('upsets an event by %j', async (fault, expected) => {
  const { registry, delivered } = struckOnce(fault);
  registry.fire([created('first'), created('second')], DATABASE);
  await registry.idle();
  expect(delivered).toStrictEqual(expected);
});

it('lets an event go that nothing overtakes in time', async () => {
  const { registry, delivered } = struckOnce({ kind: 'overtaken', delayMs: 1 });
  registry.fire([created('only')], DATABASE);
  await registry.idle();
  expect(delivered).toStrictEqual(['only']);
});

/** A trigger whose first event meets the fault, and what it is told. */
function struckOnce(fault: EventFault) {
  const faults = new EventFaults();
  faults.chooseBy(() => {
    faults.clear();
    return fault;
  });
  const registry = new TriggerRegistry({
    createId: () => 'event',
    location: 'here',
    retryDelaysMs: [],
    onError: (_, error) => expect.fail(String(error)),
    faults,
  });
  const delivered: string[] = [];
  registry.add({
    name: 'onIt',
    eventType: 'google.cloud.firestore.document.v1.created',
    document: 'users/{id}',
    retry: false,
    deliver: ({ headers }) => {
      delivered.push(headers['ce-document']?.replace('users/', '') ?? '');
      return Promise.resolve();
    },
  });
  return { registry, delivered };
}

function created(id: string): CommittedChange {
  const time = 0;
  const path = `users/${id}`;
  const after = { name: path, path, fields: {}, createTime: time, updateTime: time };
  return { path, time, before: undefined, after };
}
