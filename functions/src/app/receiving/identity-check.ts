import type { AddressKeys } from '../../domain/linking/address-key.ts';
import { haveSameId, inOrderOf, type AddressPair } from '../../domain/linking/address-pair.ts';
import { changesAllowed, mappingsToCount, type IdentityWatch } from '../../domain/linking/identity-watch.ts';
import type { LinkConfig } from '../../domain/linking/link-config.ts';
import type { MappingCensus } from '../../domain/linking/mapping-census.ts';
import { holdsAddress, isUnused, type UserMapping } from '../../domain/linking/user-mapping.ts';
import { HOUR } from '../../domain/shared/clock.ts';
import { isLimitReached, withEvent } from '../../domain/shared/recent-events.ts';
import type { ProductEvents } from '../events/product-events.ts';
import { changeMappingState } from '../linking/change-mapping-state.ts';
import { pairAddresses } from '../linking/pair-addresses.ts';
import type { Arrival, SenderRecords } from './reception.ts';
import type { SenderLookup } from './sender-lookup.ts';

/** What was done about the addresses that a message showed. `brake-engaged` is the first that was `braked`. */
export type IdentityChange = 'learned' | 'adopted' | 'suspended' | 'braked' | 'brake-engaged';

export interface CheckedSender {
  readonly records: SenderRecords;
  /** Null where the message showed nothing new. */
  readonly change: IdentityChange | null;
}

/** A link that holds its address, and the two addresses that its person shows. */
interface Shown {
  readonly records: SenderRecords;
  readonly mapping: UserMapping;
  readonly pair: AddressPair;
}

interface IdentityCheckPorts {
  readonly keys: AddressKeys;
  readonly lookup: SenderLookup;
  readonly census: MappingCensus;
  readonly events: ProductEvents;
  readonly config: LinkConfig;
}

/** Whether whoever writes is still the person who linked: if the number may have changed hands, the link is put on hold. */
export class IdentityCheck {
  readonly #ports: IdentityCheckPorts;

  constructor(ports: IdentityCheckPorts) {
    this.#ports = ports;
  }

  /** In the transaction that receives the message, before it is decided what the message means. */
  async check(arrival: Arrival, records: SenderRecords): Promise<CheckedSender> {
    const { mapping } = records;
    const { address, otherAddress } = arrival.message.sender;
    if (mapping === null || !holdsAddress(mapping)) return { records, change: null };
    if (mapping.state === 'active' && isUnused(mapping, this.#ports.config.reproofAfter, arrival.now)) {
      return { records: await this.#hold(arrival, records, mapping, 'reproof_required'), change: null };
    }
    if (otherAddress === null) return { records, change: null };
    const pair = inOrderOf(mapping, { address, otherAddress });
    const shown: Shown = { records, mapping, pair };
    if (mapping.otherAddress === null) return this.#pair(arrival, shown, 'learned');
    if (haveSameId(mapping, pair)) {
      return { records: { ...records, mapping: seenAgain(mapping, arrival) }, change: null };
    }
    return mapping.state === 'active' ? this.#decide(arrival, shown) : { records, change: null };
  }

  /** The phone is known, but not with this business-scoped id. Such ids differ from sender to sender of ours. */
  async #decide(arrival: Arrival, shown: Shown): Promise<CheckedSender> {
    const { identitySeen } = shown.mapping;
    if (identitySeen?.sender !== arrival.message.sentTo) return this.#pair(arrival, shown, 'adopted');
    const watch = await arrival.repositories.identityWatch.find();
    if (watch.acceptedAt !== null && identitySeen.at < watch.acceptedAt) {
      return this.#pair(arrival, shown, 'adopted');
    }
    return watch.brakedSince === null
      ? this.#suspend(arrival, shown, watch)
      : { records: shown.records, change: 'braked' };
  }

  async #suspend(arrival: Arrival, shown: Shown, watch: IdentityWatch): Promise<CheckedSender> {
    const { repositories, message, now } = arrival;
    if (isLimitReached(watch.changes, now, HOUR, await this.#changesAllowed())) {
      repositories.identityWatch.save({ ...watch, brakedSince: now });
      return { records: shown.records, change: 'brake-engaged' };
    }
    repositories.identityWatch.save({ ...watch, changes: withEvent(watch.changes, now, HOUR) });
    this.#ports.events.linkSuspended(repositories, shown.mapping, { messageSid: message.messageSid, now });
    const records = await this.#hold(arrival, shown.records, shown.mapping, 'suspended');
    return { records, change: 'suspended' };
  }

  /** A command writes the same documents itself: what it shows is learned from the next ordinary message. */
  async #pair(arrival: Arrival, shown: Shown, change: 'learned' | 'adopted'): Promise<CheckedSender> {
    const { repositories, message, intent, now } = arrival;
    const { records, mapping, pair } = shown;
    if (intent.kind !== 'ordinary') return { records, change: null };
    const sighting = { sender: message.sentTo, at: now };
    const paired = await pairAddresses(repositories, this.#ports.keys, mapping, pair, sighting);
    return paired === null ? { records, change: null } : { records: { ...records, mapping: paired }, change };
  }

  async #hold(
    { repositories, intent, now }: Arrival,
    records: SenderRecords,
    mapping: UserMapping,
    state: 'suspended' | 'reproof_required',
  ): Promise<SenderRecords> {
    const held = await changeMappingState(repositories, mapping, { state, heldSince: now });
    return this.#ports.lookup.findBeside(repositories, records, intent, held);
  }

  async #changesAllowed(): Promise<number> {
    const { census, config } = this.#ports;
    const most = config.identityChangesPerHour;
    return changesAllowed(most, await census.countUpTo(mappingsToCount(most)));
  }
}

/** Written only together with what the message changes anyway. */
function seenAgain(mapping: UserMapping, { message, now }: Arrival): UserMapping {
  const isNew = mapping.identitySeen === null || mapping.identitySeen.sender === message.sentTo;
  return isNew ? { ...mapping, identitySeen: { sender: message.sentTo, at: now } } : mapping;
}
