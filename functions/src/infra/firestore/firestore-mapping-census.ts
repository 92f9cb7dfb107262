import type { Firestore } from 'firebase-admin/firestore';
import type { AddressKey } from '../../domain/linking/address-key.ts';
import type { MappingCensus } from '../../domain/linking/mapping-census.ts';
import type { Instant } from '../../domain/shared/clock.ts';
import type { MetricsCollector } from '../../domain/shared/metrics-collector.ts';
import { collections } from './collections.ts';
import { timestamp } from './documents/fields.ts';
import { timedRead } from './timed-read.ts';

interface FirestoreMappingCensusPorts {
  readonly firestore: Firestore;
  readonly metrics: MetricsCollector;
}

const PAGE_SIZE = 200;

export class FirestoreMappingCensus implements MappingCensus {
  readonly #ports: FirestoreMappingCensusPorts;

  constructor(ports: FirestoreMappingCensusPorts) {
    this.#ports = ports;
  }

  /** Costs one read for each thousand that are counted. */
  async countUpTo(limit: number): Promise<number> {
    const query = this.#mappings().limit(limit).count();
    const counted = await timedRead(this.#ports.metrics, 'count-mappings', () => query.get());
    return counted.data().count;
  }

  async *suspendedSince(from: Instant): AsyncGenerator<AddressKey, void> {
    const query = this.#mappings()
      .where('state', '==', 'suspended')
      .where('held_since', '>=', timestamp(from))
      .orderBy('held_since')
      .select('held_since')
      .limit(PAGE_SIZE);
    for (let next = query; ;) {
      const { docs } = await timedRead(this.#ports.metrics, 'list-suspended', () => next.get());
      for (const { id } of docs) yield id;
      const last = docs.at(-1);
      if (last === undefined || docs.length < PAGE_SIZE) return;
      next = query.startAfter(last);
    }
  }

  #mappings() {
    return this.#ports.firestore.collection(collections.userMappings);
  }
}
