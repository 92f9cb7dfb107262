import type { Person } from '../../../functions/src/app/operating/person-lookup.ts';
import { isUnreachable } from '../../../functions/src/domain/linking/user-mapping.ts';
import { serviceWindowEnd } from '../../../functions/src/domain/messaging/service-window.ts';
import type { Instant } from '../../../functions/src/domain/shared/clock.ts';
import { at, field, type Field } from '../output/cell.ts';
import type { List } from '../output/output.ts';
import type { Privacy } from '../output/privacy.ts';

interface Description {
  readonly fields: readonly Field[];
  readonly lists: readonly List[];
}

export function describePerson(person: Person, privacy: Privacy, now: Instant): Description {
  const { mapping, link, addresses } = person;
  const contacts = addresses.flatMap(({ contact }) => contact ?? []);
  return {
    fields: [
      field('user_id', 'User', mapping?.userId ?? link?.userId ?? null),
      ...describeMapping(person, privacy, now),
      field('blocked', 'Blocked', mapping?.state === 'blocked' || contacts.some(({ blocked }) => blocked)),
      field(
        'opted_out',
        'Opted out',
        mapping?.optedOut === true || contacts.some(({ optedOut }) => optedOut),
      ),
      field('request_state', 'Open request', link?.request?.state ?? null),
      field('request_expires_at', 'until', at(link?.request?.expiresAt ?? null)),
    ],
    lists: mapping === null ? [] : [messagesOnTheirWay(mapping.outbox)],
  };
}

function describeMapping({ mapping }: Person, privacy: Privacy, now: Instant): readonly Field[] {
  const heard = mapping !== null && mapping.lastInboundAt > 0 ? mapping.lastInboundAt : null;
  const windowEnd = heard === null ? null : serviceWindowEnd(heard);
  return [
    field('state', 'Link', mapping?.state ?? null),
    field('held_since', 'On hold since', at(mapping?.heldSince ?? null)),
    field('whatsapp_number', 'Number', privacy.number(mapping?.address ?? null)),
    field('external_user_id', 'Other address', privacy.number(mapping?.otherAddress ?? null)),
    field('profile_name', 'Name', privacy.text(mapping?.profileName ?? null)),
    field('link_id', 'Link id', mapping?.linkId ?? null),
    field('linked_at', 'Linked', at(mapping?.linkedAt ?? null)),
    field('last_inbound_at', 'Last heard from', at(heard)),
    field(
      'service_window_until',
      'Free text until',
      at(windowEnd !== null && windowEnd > now ? windowEnd : null),
    ),
    field('unreachable', 'Unreachable', mapping === null ? null : isUnreachable(mapping)),
  ];
}

function messagesOnTheirWay(outbox: NonNullable<Person['mapping']>['outbox']): List {
  return {
    name: 'outbox',
    title: 'Messages on their way',
    rows: outbox.map(({ messageId, state, createdAt, nextAt }) => [
      field('message_id', 'Message', messageId),
      field('state', 'State', state),
      field('created_at', 'Created', at(createdAt)),
      field('next_at', 'Next', at(nextAt)),
    ]),
    whenEmpty: 'None.',
  };
}
