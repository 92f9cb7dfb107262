import type { MessageProcessor } from '../../domain/messaging/message-processor.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { DownloadedMedia } from '../twilio/media-download.ts';

export interface MediumToDownload {
  /** As the inbound message holds it. */
  readonly url: string;
  readonly maximumBytes: number;
  /** Milliseconds until the last byte. */
  readonly timeout?: number;
}

/** What a product's processor may be built from. */
export interface ProcessorParts {
  /** The processor that MESSAGE_PROCESSOR names: for messages that the product leaves to it. */
  readonly next: MessageProcessor;
  readonly clock: Clock;
  /** Takes constants and ids only: a message's text, number or name never. */
  readonly logger: Logger;
  /** Fetches a picture or document of a message. Throws `MediaUnavailableError` or `MediaTooLargeError`. */
  downloadMedia(medium: MediumToDownload): Promise<DownloadedMedia>;
}

export type ProcessorFactory = (parts: ProcessorParts) => MessageProcessor;

/** Of the process, not of this file: each bundle of the package has a copy of it, and all must see the same factory. */
const REGISTRY = Symbol.for('@linkline/functions:processor');

/**
 * Lets the product's own processor decide what becomes of linked users' messages. To be called once, where the product exports the
 * functions; the processor is built by the first request that needs it. Throws where there is one already.
 */
export function configureProcessor(factory: ProcessorFactory): void {
  if (configuredProcessor() !== undefined) {
    throw new Error('A processor is configured already: call configureProcessor once, and compose in it.');
  }
  Reflect.set(globalThis, REGISTRY, factory);
}

export function configuredProcessor(): ProcessorFactory | undefined {
  // nothing but configureProcessor writes it
  return Reflect.get(globalThis, REGISTRY) as ProcessorFactory | undefined;
}
