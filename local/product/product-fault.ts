/**
 * How the demo backend can misbehave. `down`, `status` and `garbage` come before the webhook is read; `delayed` answers late;
 * `answer-lost` does the work and breaks the connection before the answer.
 */
export type ProductFault =
  | { readonly kind: 'down' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'delayed'; readonly milliseconds: number }
  | { readonly kind: 'answer-lost' };

/** The faults to come: some for a number of requests, then what somebody chooses request by request, then the lasting one. */
export class ProductFaults {
  readonly #next: ProductFault[] = [];
  #lasting: ProductFault | null = null;
  #choose: (() => ProductFault | undefined) | undefined;

  /** Each for one of the requests to come. */
  inject(...faults: readonly ProductFault[]): void {
    this.#next.push(...faults);
  }

  /** For all requests until further notice; null ends it. */
  keep(fault: ProductFault | null): void {
    this.#lasting = fault;
  }

  chooseBy(choose: () => ProductFault | undefined): void {
    this.#choose = choose;
  }

  clear(): void {
    this.#choose = undefined;
    this.#next.length = 0;
    this.#lasting = null;
  }

  take(): ProductFault | null {
    return this.#next.shift() ?? this.#choose?.() ?? this.#lasting;
  }
}
