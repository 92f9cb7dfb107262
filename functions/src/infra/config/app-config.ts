import type { LinkConfig } from '../../domain/linking/link-config.ts';
import type { MessageConfig } from '../../domain/messaging/message-config.ts';
import type { ReplyLanguagesConfig } from '../../domain/replies/reply-languages.ts';
import type { ReplyTextOverrides } from '../../domain/messaging/reply-texts.ts';
import type { ProcessingConfig } from '../../domain/messaging/processing-config.ts';
import type { LogLevel } from '../logging/log-level.ts';
import type { RetentionConfig } from './retention-config.ts';
import type { ProcessorConfig } from './processor-config.ts';
import type { Secret } from './secret.ts';
import type { TwilioConfig } from './twilio-config.ts';

/** What one user may ask of the callables. */
export interface CallLimits {
  /** Of each callable, and counted by each instance for itself. */
  readonly perMinute: number;
  readonly exportsPerDay: number;
}

export interface AppConfig {
  readonly project: string;
  readonly region: string;
  readonly database: string;
  /** `rest`: what Twilio calls does without the server client as far as it can. */
  readonly webhookFirestoreClient: 'rest' | 'sdk';
  readonly twilio: TwilioConfig;
  readonly messages: MessageConfig;
  readonly processing: ProcessingConfig;
  readonly processor: ProcessorConfig;
  readonly link: LinkConfig;
  readonly replies: ReplyLanguagesConfig & { readonly texts: ReplyTextOverrides };
  /** Where Twilio reaches the functions, without a slash at the end: what it signs is the `functionUrl` of one of them. */
  readonly publicBaseUrl: string;
  /** Before the name of each deployed function: `kit-<instance>-` in a function kit, else empty. */
  readonly functionPrefix: string;
  readonly enforceAppCheck: boolean;
  /** The custom claim of those who may send through the callable. */
  readonly sendMessageClaim: string;
  readonly logLevel: LogLevel;
  /** How many of a hundred traces have their debug and info lines written. */
  readonly logSamplePercent: number;
  readonly calls: CallLimits;
  /** False: what a message says is erased once it is processed or delivered. */
  readonly storeMessageBodies: boolean;
  readonly retention: RetentionConfig;
  /** True: nothing is received, sent or changed. */
  readonly maintenance: boolean;
  readonly keys: {
    readonly linkCodeKey: Secret;
    /** The first key, and behind it each that a rekeying has added. Never empty. */
    readonly addressKeys: readonly Secret[];
  };
}
