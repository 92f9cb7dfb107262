/**
 * What goes wrong with one event: it comes twice (the second time once the first is acknowledged), comes late, or lets the trigger's next event overtake
 * it, for which it waits so long at most.
 */
export type EventFault =
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'overtaken'; readonly delayMs: number };

/** Faults of trigger events, chosen as each event comes up. */
export class EventFaults {
  #choose: ((trigger: string) => EventFault | undefined) | undefined;

  /** Asks with the trigger's name. */
  chooseBy(choose: (trigger: string) => EventFault | undefined): void {
    this.#choose = choose;
  }

  clear(): void {
    this.#choose = undefined;
  }

  take(trigger: string): EventFault | undefined {
    return this.#choose?.(trigger);
  }
}
