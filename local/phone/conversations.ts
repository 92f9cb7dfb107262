import type { Conversation, PhoneMessage } from './page-protocol.ts';
import type { PhoneIdentities } from './phone-identities.ts';

const SHOWN_MESSAGES = 200;

type Phones = Pick<PhoneIdentities, 'phoneOf'>;

/** One chat a phone, each with its newest messages, oldest first. */
export function conversationsOf(messages: readonly PhoneMessage[], phones: Phones): readonly Conversation[] {
  const byPhone = Map.groupBy(messages, (message) => phones.phoneOf(personIn(message)));
  return [...byPhone].map(([address, chat]) => ({ address, messages: chat.slice(-SHOWN_MESSAGES) }));
}

/** The chat that holds the message, or an empty one where the messages are gone. */
export function conversationWith(
  message: PhoneMessage,
  messages: readonly PhoneMessage[],
  phones: Phones,
): Conversation {
  const address = phones.phoneOf(personIn(message));
  const chat = messages.filter((other) => phones.phoneOf(personIn(other)) === address);
  return { address, messages: chat.slice(-SHOWN_MESSAGES) };
}

function personIn({ direction, from, to }: PhoneMessage): string {
  return direction === 'from-phone' ? from : to;
}
