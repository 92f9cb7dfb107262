import { describe, expect, it } from 'vitest';
import { formatLinkMessage } from '../../src/domain/linking/link-code.ts';
import { UserMappingError } from '../../src/domain/linking/user-mapping-error.ts';
import { CountingRandom } from './support/counting-random.ts';
import { FaultyPorts } from './support/faulty-ports.ts';
import { ADA_PHONE, GRACE_PHONE, LinkingWorld, type InboundOptions } from './support/linking-world.ts';

interface Flow {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string>>;
  prepare?(world: LinkingWorld): Promise<void>;
  run(world: LinkingWorld, person: PatientPerson): Promise<void>;
}

/** Tries each step again when it fails, as Twilio, an app and a person do. */
class PatientPerson {
  readonly #world: LinkingWorld;
  #messages = 0;

  constructor(world: LinkingWorld) {
    this.#world = world;
  }

  async text(from: string, body: string, options: InboundOptions = {}): Promise<string> {
    this.#messages += 1;
    const sid = `MM${this.#messages.toString(16).padStart(32, '0')}`;
    const { replyText } = await again(() => this.#world.receive(from, body, { ...options, sid }));
    return replyText ?? '';
  }

  async claim(userId: string, from: string) {
    const { code, requestId } = await again(() => this.#world.start(userId));
    const reply = await this.text(from, formatLinkMessage(code));
    return { requestId, confirmationNumber: /\d{6}/.exec(reply)?.[0] ?? '' };
  }

  async link(userId: string, from: string): Promise<void> {
    const { requestId, confirmationNumber } = await this.claim(userId, from);
    await again(() => this.#world.confirm(userId, requestId, confirmationNumber));
  }
}

const flows: readonly Flow[] = [
  { name: 'link', run: (_, person) => person.link('ada', ADA_PHONE) },
  {
    name: 'link in one step',
    parameters: { LINK_CONFIRMATION: 'off' },
    async run(world, person) {
      const { code } = await again(() => world.start('ada'));
      await person.text(ADA_PHONE, formatLinkMessage(code), { otherAddress: 'whatsapp:US.1' });
    },
  },
  {
    name: 'move the link to another number',
    prepare: linked,
    run: (_, person) => person.link('ada', GRACE_PHONE),
  },
  {
    name: 'cancel',
    async run(world, person) {
      const { requestId } = await person.claim('ada', ADA_PHONE);
      await again(() => world.module.cancelLink.execute({ userId: 'ada', requestId }));
    },
  },
  {
    name: 'refuse with NO',
    async run(_, person) {
      await person.claim('ada', ADA_PHONE);
      await person.text(ADA_PHONE, 'NO');
    },
  },
  {
    name: 'unlink in the app',
    prepare: linked,
    async run(world) {
      await again(() => world.module.unlink.execute({ userId: 'ada' }));
    },
  },
  ...['UNLINK', 'STOP', 'STATUS', 'an ordinary message'].map((body) => ({
    name: `text ${body} while linked`,
    prepare: linked,
    async run(_: LinkingWorld, person: PatientPerson) {
      await person.text(ADA_PHONE, body);
    },
  })),
  ...['hi', 'HELP', 'START', 'LINK ZZZZ-ZZZZ'].map((body) => ({
    name: `text ${body} without a link`,
    async run(_: LinkingWorld, person: PatientPerson) {
      await person.text(ADA_PHONE, body);
    },
  })),
];

describe.each(flows)('$name, with each port failing once', (flow) => {
  it('ends as if nothing had failed', async () => {
    const clean = await play(flow, new FaultyPorts());
    expect(clean.calls).toBeGreaterThan(0);
    for (let call = 1; call <= clean.calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { seen } = await play(flow, new FaultyPorts({ call, when }));
        expect({ call, when, seen }).toEqual({ call, when, seen: clean.seen });
      }
    }
  });
});

async function play(flow: Flow, ports: FaultyPorts) {
  const world = await LinkingWorld.create({
    random: new CountingRandom(),
    parameters: flow.parameters ?? {},
    intercept: ports.wrap,
  });
  await flow.prepare?.(world);
  world.redeliveries = 20;
  ports.startCounting();
  await flow.run(world, new PatientPerson(world));
  await world.settleInTime();
  return { calls: ports.calls, seen: whatIsSeen(world) };
}

/** What people, apps and operators see in the end. Times, request ids and the way there may differ. */
function whatIsSeen(world: LinkingWorld) {
  const of = (collection: string) => [...world.documents(collection).values()];
  return {
    mappings: of('whatsapp_user_mappings').map((mapping) => [
      mapping['user_id'],
      mapping['whatsapp_number'],
      mapping['state'],
      mapping['opted_out'],
      mapping['next_message_number'],
    ]),
    links: [...world.documents('whatsapp_links')].map(([userId, link]) => [
      userId,
      link['linked'] !== null,
      link['request'] !== null,
      link['mapping_id'],
    ]),
    contacts: of('whatsapp_contacts').map((contact) => [
      contact['opted_out'],
      contact['waiting'] !== null,
      contact['mapping_id'],
      lengthOf(contact['wrong_codes']),
      lengthOf(contact['automatic_replies']),
    ]),
    inbound: of('whatsapp_inbound_messages').map((message) => [
      message['user_id'],
      message['number'],
      message['body'],
    ]),
    outbound: of('whatsapp_outbound_messages').map((message) => [
      message['to'],
      message['body'],
      message['state'],
    ]),
    phones: [ADA_PHONE, GRACE_PHONE].map((phone) => world.twilio.textsTo(phone)),
  };
}

async function linked(world: LinkingWorld): Promise<void> {
  await world.link('ada', ADA_PHONE);
  await world.settle();
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

async function again<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof UserMappingError) throw error;
    return step();
  }
}
