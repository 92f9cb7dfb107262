import type { OutboundContent, Template } from './outbound-content.ts';

/** What a processor answers with: it goes through the outbox like every other message. */
export interface NewReply {
  readonly content: OutboundContent;
  readonly fallbackTemplate: Template | null;
}
