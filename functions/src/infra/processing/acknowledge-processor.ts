import type { MessageProcessor, ProcessingOutcome } from '../../domain/messaging/message-processor.ts';

/** Answers every message with the same text, for a product that does not talk. */
export class AcknowledgeProcessor implements MessageProcessor {
  readonly #text: string;

  constructor({ text }: { readonly text: string }) {
    this.#text = text;
  }

  async process(): Promise<ProcessingOutcome> {
    const content = { kind: 'text', body: this.#text, mediaUrl: null } as const;
    return { kind: 'processed', replies: [{ content, fallbackTemplate: null }] };
  }
}
