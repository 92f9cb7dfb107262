import type { LinkConfig } from '../../domain/linking/link-config.ts';
import type { MessageConfig } from '../../domain/messaging/message-config.ts';
import type { ProcessingConfig } from '../../domain/messaging/processing-config.ts';
import type { LogLevel } from '../logging/log-level.ts';
import type { ProcessorConfig } from './processor-config.ts';
import type { Secret } from './secret.ts';
import type { TwilioConfig } from './twilio-config.ts';

export interface AppConfig {
  readonly project: string;
  readonly region: string;
  readonly database: string;
  readonly twilio: TwilioConfig;
  readonly messages: MessageConfig;
  readonly processing: ProcessingConfig;
  readonly processor: ProcessorConfig;
  readonly link: LinkConfig;
  /** Where Twilio reaches the functions, without a slash at the end: `<publicBaseUrl>/<function>` is what it signs. */
  readonly publicBaseUrl: string;
  readonly enforceAppCheck: boolean;
  /** The custom claim of those who may send through the callable. */
  readonly sendMessageClaim: string;
  readonly logLevel: LogLevel;
  readonly keys: { readonly linkCodeKey: Secret; readonly addressKey: Secret };
}
