export { configureProcessor } from './infra/processing/configured-processor.ts';
export type {
  MediumToDownload,
  ProcessorFactory,
  ProcessorParts,
} from './infra/processing/configured-processor.ts';
export type { DownloadedMedia } from './infra/twilio/media-download.ts';
export type { StoredInboundMessage } from './domain/messaging/inbound-message-repository.ts';
export type { MessageProcessor, ProcessingOutcome } from './domain/messaging/message-processor.ts';
export type { NewReply } from './domain/messaging/new-reply.ts';
export type { Clock } from './domain/shared/clock.ts';
export type { Logger } from './domain/shared/logger.ts';
