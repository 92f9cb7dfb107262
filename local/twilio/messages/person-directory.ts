const SERVICE_WINDOW = 24 * 60 * 60 * 1000;

interface Person {
  readonly addresses: Set<string>;
  lastInboundAt: number;
  optedOut: boolean;
}

/** The people who wrote to the sender. A phone and a business-scoped id seen together are one person. */
export class PersonDirectory {
  readonly #people = new Map<string, Person>();

  /** A message arrived: opens the service window for every address of the person. */
  heardFrom(addresses: readonly string[], at: number): void {
    const person: Person = { addresses: new Set(addresses), lastInboundAt: at, optedOut: false };
    for (const known of addresses.map((address) => this.#people.get(address))) {
      if (known === undefined) continue;
      for (const address of known.addresses) person.addresses.add(address);
      person.optedOut ||= known.optedOut;
    }
    for (const address of person.addresses) this.#people.set(address, person);
  }

  /** Free text may be sent for 24 hours after the person's last message. */
  isWindowOpen(address: string, at: number): boolean {
    const closesAt = this.windowClosesAt(address);
    return closesAt !== null && at <= closesAt;
  }

  /** Epoch milliseconds; null for an address that never wrote. */
  windowClosesAt(address: string): number | null {
    const person = this.#people.get(address);
    return person === undefined ? null : person.lastInboundAt + SERVICE_WINDOW;
  }

  addressesOf(address: string): ReadonlySet<string> {
    return this.#people.get(address)?.addresses ?? new Set([address]);
  }

  isOptedOut(address: string): boolean {
    return this.#people.get(address)?.optedOut ?? false;
  }

  setOptedOut(address: string, optedOut: boolean): void {
    const person = this.#people.get(address);
    if (person !== undefined) person.optedOut = optedOut;
  }

  clear(): void {
    this.#people.clear();
  }
}
