import type { MessageProcessor } from '../../domain/messaging/message-processor.ts';
import { configuredProcessor, type MediumToDownload } from '../processing/configured-processor.ts';
import type { Foundation } from './foundation.ts';

/** What processes linked users' messages: the product's own processor where it configured one, else `next`. */
export function productProcessor(
  { config, environment, logger }: Foundation,
  next: MessageProcessor,
): MessageProcessor {
  const factory = configuredProcessor();
  if (factory === undefined) return next;
  const downloadMedia = async (medium: MediumToDownload) => {
    const download = await import('../twilio/media-download.ts');
    return download.downloadMedia({ ...config.twilio, ...medium });
  };
  return factory({ next, clock: environment.clock, logger, downloadMedia });
}
