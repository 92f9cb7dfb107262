import type { ContentHash } from './content-hash.ts';
import { hasArrived } from './delivery-status.ts';
import type { StoredInboundMessage } from './inbound-message-repository.ts';
import type { InboundMessage } from './inbound-message.ts';
import type { OutboundContent } from './outbound-content.ts';
import { contentKind, partCount, type OutboundMessage } from './outbound-message.ts';
import { isFinal, isRedrivable } from './outbound-transitions.ts';

/** Takes out of a message what it says once nothing will read it any more, and leaves a hash. */
export class ContentErasure {
  readonly #hash: ContentHash | null;

  /** Without a hash nothing is ever erased. */
  constructor({ hash }: { readonly hash: ContentHash | null }) {
    this.#hash = hash;
  }

  get isOn(): boolean {
    return this.#hash !== null;
  }

  /** The message as it may be stored. */
  outbound(message: OutboundMessage): OutboundMessage {
    const { content } = message;
    if (this.#hash === null || content.kind === 'erased' || !isContentDone(message)) return message;
    return {
      ...message,
      content: {
        kind: 'erased',
        hash: this.#hash.of(JSON.stringify(saidBy(content))),
        parts: partCount(message),
        contentSid: content.kind === 'template' ? content.template.contentSid : null,
      },
      fallbackTemplate: null,
    };
  }

  /** The message as it may be stored: what nobody could process is kept, since an operator may bring it back. */
  inbound(stored: StoredInboundMessage): StoredInboundMessage {
    if (this.#hash === null || stored.contentHash !== null || stored.state !== 'processed') return stored;
    const contentHash = this.#hash.of(JSON.stringify(writtenIn(stored.message)));
    return { ...stored, message: withoutContent(stored.message), contentHash };
  }
}

/** Whether nothing will read what the message says: it has arrived, nobody is asked about it any more, or nothing can bring it back. */
export function isContentDone(message: OutboundMessage): boolean {
  if (!isFinal(message)) return false;
  if (hasArrivedWhole(message)) return true;
  if (message.state === 'accepted') return message.checkAt === null;
  // an operator may redrive what has expired, but its time does not come again
  return message.state === 'expired' || !isRedrivable(message);
}

function hasArrivedWhole(message: OutboundMessage): boolean {
  const { attempts, deliveries } = message;
  const arrived = new Set(
    deliveries.flatMap(({ messageSid, state }) => (hasArrived(state) ? messageSid : [])),
  );
  const parts = attempts
    .filter(({ messageSid }) => messageSid !== null && arrived.has(messageSid))
    .filter(({ content }) => content === contentKind(message))
    .map(({ part }) => part);
  return new Set(parts).size === partCount(message);
}

function saidBy(content: OutboundContent): unknown {
  if (content.kind === 'text') return [content.body, content.mediaUrl];
  const { contentSid, variables } = content.template;
  return [contentSid, Object.entries(variables).toSorted(([one], [other]) => (one < other ? -1 : 1))];
}

function writtenIn(message: InboundMessage): unknown {
  const { body, media, location, button, listReply, flow } = message;
  return [body, media, location, button, listReply, flow];
}

/** Who wrote, to whom and what kind of message stays. */
function withoutContent(message: InboundMessage): InboundMessage {
  return {
    ...message,
    sender: { ...message.sender, profileName: null },
    body: '',
    media: [],
    location: null,
    button: null,
    listReply: null,
    flow: null,
    repliedTo: null,
    referral: null,
  };
}
