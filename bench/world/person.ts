import { randomUUID } from 'node:crypto';
import { parseInboundMessage } from '../../functions/src/infra/twilio/inbound/inbound-message-parser.ts';
import { TwilioParameters } from '../../functions/src/infra/twilio/twilio-parameters.ts';
import { formatLinkMessage, type LinkCode } from '../../functions/src/domain/linking/link-code.ts';
import { SECOND } from '../../functions/src/domain/shared/clock.ts';
import type { BenchWorld } from './bench-world.ts';
import { inboundForm } from './twilio-request.ts';

let people = 0;

/** A user who has just signed in, with a phone that nobody has used. */
export interface Person {
  readonly userId: string;
  /** Such as `whatsapp:+15550100001`. */
  readonly phone: string;
  readonly idToken: string;
}

export interface OpenRequest {
  readonly requestId: string;
  readonly code: LinkCode;
}

export function newPerson({ services }: BenchWorld): Person {
  people += 1;
  const userId = `user-${randomUUID()}`;
  const { idToken } = services.auth.signIn({ uid: userId, name: userId, email: `${userId}@example.com` });
  return { userId, idToken, phone: `whatsapp:+1555${String(people).padStart(7, '0')}` };
}

export async function openRequest({ module }: BenchWorld, { userId }: Person): Promise<OpenRequest> {
  const now = Math.floor(Date.now() / SECOND) * SECOND;
  return await module.startLink.execute({
    user: { userId, isAnonymous: false, signedInAt: now },
    identity: { verifiedEmail: `${userId}@example.com`, phoneNumber: null },
    tokenIssuedAt: now,
  });
}

/** Answers the six digits that the chat shows. */
export async function sendCode(world: BenchWorld, { phone }: Person, code: LinkCode): Promise<string> {
  const reply = await receive(world, inboundForm(phone, formatLinkMessage(code)));
  const digits = /\b\d{6}\b/.exec(reply ?? '')?.[0];
  if (digits === undefined) throw new Error(`The reply to a code holds no six digits: ${reply}`);
  return digits;
}

export async function linkedPerson(world: BenchWorld): Promise<Person> {
  const person = newPerson(world);
  const { requestId, code } = await openRequest(world, person);
  const confirmationNumber = await sendCode(world, person, code);
  await world.module.linkAccount.execute({ userId: person.userId, requestId, confirmationNumber });
  return person;
}

/** One after the other, so that none of them waits too long for Firestore. */
export async function linkedPeople(world: BenchWorld, count: number): Promise<readonly Person[]> {
  const people: Person[] = [];
  while (people.length < count) people.push(await linkedPerson(world));
  return people;
}

/** What the webhook does with a message once it is verified. */
export async function receive(world: BenchWorld, form: URLSearchParams): Promise<string | null> {
  const parameters = TwilioParameters.parse(Buffer.from(form.toString()));
  const parsing = parameters && parseInboundMessage(parameters);
  if (parsing?.kind !== 'parsed') throw new Error('The message of the benchmark is malformed.');
  const { replyText } = await world.module.receiveMessage.execute({ message: parsing.message });
  return replyText;
}

/** Puts a message to the person into the outbox and answers its id. */
export async function queuedMessage(world: BenchWorld, { userId }: Person): Promise<string> {
  const id = randomUUID();
  await world.module.submitMessage.execute({
    id,
    userId,
    content: { kind: 'text', body: 'Your table is ready.', mediaUrl: null },
    fallbackTemplate: null,
    expiresAt: null,
  });
  return id;
}
