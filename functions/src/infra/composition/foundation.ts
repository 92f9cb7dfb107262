import { RetrySchedule } from '../../domain/messaging/retry-schedule.ts';
import { ProductEvents } from '../../app/events/product-events.ts';
import { ContentErasure } from '../../domain/messaging/content-erasure.ts';
import type { MessageConfig } from '../../domain/messaging/message-config.ts';
import type { ProductEventType } from '../../domain/messaging/product-event.ts';
import type { Logger } from '../../domain/shared/logger.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import type { Tracing } from '../../domain/shared/tracing.ts';
import type { AppConfig } from '../config/app-config.ts';
import { HmacContentHash } from '../cryptography/hmac-content-hash.ts';
import type { Environment } from '../environment.ts';
import { FollowedTraces } from '../logging/followed-traces.ts';

/** What everything else is built on. */
export interface Foundation {
  readonly config: AppConfig;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly metrics: MetricsCollector;
}

export function tracing({ environment }: Foundation): Tracing {
  return new FollowedTraces({ random: environment.random });
}

export function enabledEvents({ config }: Foundation): ReadonlySet<ProductEventType> {
  return config.processor.kind === 'forward' ? config.processor.events : new Set();
}

export function productEvents(foundation: Foundation): ProductEvents {
  return new ProductEvents({ enabled: enabledEvents(foundation) });
}

export function contentErasure({ config }: Foundation): ContentErasure {
  const { storeMessageBodies, keys } = config;
  return new ContentErasure({
    hash: storeMessageBodies ? null : new HmacContentHash({ keys: keys.addressKeys }),
  });
}

/** What every store on Firestore needs besides a client of it. */
export function storagePorts(foundation: Foundation) {
  const { config, environment, metrics } = foundation;
  const { retention } = config;
  return { metrics, clock: environment.clock, retention, erasure: contentErasure(foundation) };
}

export function retrySchedule({ environment, logger }: Foundation, config: MessageConfig): RetrySchedule {
  return new RetrySchedule({ config, random: environment.random, logger });
}
