import type { LogFields, Logger } from '../../../src/domain/shared/logger.ts';
import type { Text } from '../../../src/domain/messaging/outbound-content.ts';
import { Secret } from '../../../src/infra/config/secret.ts';
import type { TwilioConfig } from '../../../src/infra/config/twilio-config.ts';
import type { LogLevel } from '../../../src/infra/logging/log-level.ts';
import { StructuredLogger, type LogEntry } from '../../../src/infra/logging/structured-logger.ts';
import { InMemoryMetricsCollector } from '../../../src/infra/metrics/in-memory-metrics-collector.ts';

/** An account during the rotation of its auth token. */
export const account = {
  accountSid: `AC${'0'.repeat(32)}`,
  authTokens: [new Secret('b4d5e6f7a8b9c0d1b4d5e6f7a8b9c0d1'), new Secret('retired')],
  sender: { kind: 'phone', value: 'whatsapp:+15550100000' },
  messagingServiceSid: null,
} as const satisfies Omit<TwilioConfig, 'apiBaseUrl'>;

export const ANA = { kind: 'phone', value: 'whatsapp:+15550100001' } as const;

export function text(body: string): Text {
  return { kind: 'text', body, mediaUrl: null };
}

export interface Recording {
  readonly metrics: InMemoryMetricsCollector;
  readonly logger: Logger;
  /** What the logger was given, before it redacts anything. */
  readonly given: readonly unknown[];
  readonly logged: readonly LogEntry[];
}

/** A logger and a metrics collector that keep everything. */
export function record(): Recording {
  const given: unknown[] = [];
  const logged: LogEntry[] = [];
  const write = (entry: LogEntry) => void logged.push(entry);
  const structured = new StructuredLogger({ projectId: 'demo-linkline', service: 'test', write });
  const keeping = (level: LogLevel) => (event: string, fields?: LogFields) => {
    given.push({ event, fields });
    structured[level](event, fields);
  };
  return {
    metrics: new InMemoryMetricsCollector({ clock: { now: () => 0 } }),
    logger: {
      debug: keeping('debug'),
      info: keeping('info'),
      warn: keeping('warn'),
      error: keeping('error'),
    },
    given,
    logged,
  };
}
