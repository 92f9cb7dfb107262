import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import type { MetricSample } from '../../functions/src/infra/metrics/metric-sample.ts';
import type { DocumentChange } from '../firestore/embedded-firestore.ts';
import type { TwilioTraffic } from '../twilio/twilio-traffic.ts';
import type { ActivityFeed } from './activity-feed.ts';
import { parseStructuredEntry, type StructuredEntry } from './structured-entry.ts';

/** Publishes what the parts of the world report, each in its own terms, as activities. */
export class ActivityRecorder {
  readonly #feed: ActivityFeed;
  readonly #clock: Clock;

  constructor({ feed, clock }: { readonly feed: ActivityFeed; readonly clock: Clock }) {
    this.#feed = feed;
    this.#clock = clock;
  }

  commit(changes: readonly DocumentChange[]): void {
    for (const { path, kind, after, before, at } of changes) {
      this.#feed.publish({ kind: 'document', at: Date.parse(at), change: kind, path, data: after ?? before });
    }
  }

  traffic({ at, direction, summary, status, parameters }: TwilioTraffic): void {
    const outcome = status === null ? {} : { status };
    this.#feed.publish({ kind: 'twilio', at: Date.parse(at), direction, summary, parameters, ...outcome });
  }

  metric({ name, value, tags }: MetricSample): void {
    this.#feed.publish({ kind: 'metric', at: this.#clock.now(), name, value, tags });
  }

  logLine(line: string): void {
    const entry = parseStructuredEntry(line);
    if (entry) this.logEntry(entry);
  }

  /** The log lines of metrics are left out: samples arrive by themselves. */
  logEntry({ severity, message, ...fields }: StructuredEntry): void {
    if (message === 'metric' && 'metric' in fields) return;
    this.#feed.publish({ kind: 'log', at: this.#clock.now(), severity, event: message, fields });
  }
}
