import { ContentErasure } from '../../src/domain/messaging/content-erasure.ts';
import type { Clock } from '../../src/domain/shared/clock.ts';
import { testConfig } from './test-configuration.ts';

/** What the adapters of Firestore want to know of time and retention: everything is kept as long as the configuration says by default. */
export function storagePorts(clock: Clock) {
  return { clock, retention: testConfig().retention, erasure: new ContentErasure({ hash: null }) };
}
