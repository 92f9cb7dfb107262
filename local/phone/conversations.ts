import type { Conversation, PhoneMessage } from './page-protocol.ts';

const SHOWN_MESSAGES = 200;

/** One chat a phone, each with its newest messages, oldest first. */
export function conversationsOf(messages: readonly PhoneMessage[]): readonly Conversation[] {
  const byPhone = Map.groupBy(messages, phoneOf);
  return [...byPhone].map(([address, chat]) => ({ address, messages: chat.slice(-SHOWN_MESSAGES) }));
}

/** The chat that holds the message, or an empty one where the messages are gone. */
export function conversationWith(message: PhoneMessage, messages: readonly PhoneMessage[]): Conversation {
  const address = phoneOf(message);
  const chat = messages.filter((other) => phoneOf(other) === address);
  return { address, messages: chat.slice(-SHOWN_MESSAGES) };
}

function phoneOf({ direction, from, to }: PhoneMessage): string {
  return direction === 'from-phone' ? from : to;
}
