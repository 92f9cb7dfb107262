import {
  type FaultPlan,
  type FaultRequest,
  type InboundFaults,
  noInboundFaults,
  noStatusCallbackFaults,
  parseFaultRequest,
  type StatusCallbackFaults,
} from './fault-request.ts';

/** What becomes of one call that creates a message. */
export type CreateFault =
  | { readonly kind: 'error'; readonly code: number; readonly status: number }
  | { readonly kind: 'throttle'; readonly retryAfter: number }
  | { readonly kind: 'server-error' | 'hang' | 'reset-before' | 'reset-after' | 'garbled' };

export interface ActiveFaults {
  /** One entry a call to come, in order. */
  readonly create: readonly CreateFault[];
  /** One error code a message to come, in order. */
  readonly asyncErrors: readonly number[];
  readonly statusCallbacks: StatusCallbackFaults;
  readonly inbound: InboundFaults;
}

/** How the simulator misbehaves on request. */
export class SimulatorFaults {
  #create: CreateFault[] = [];
  #asyncErrors: number[] = [];
  #statusCallbacks = noStatusCallbackFaults;
  #inbound = noInboundFaults;
  #choose: (() => CreateFault | undefined) | undefined;

  get statusCallbacks(): StatusCallbackFaults {
    return this.#statusCallbacks;
  }

  get inbound(): InboundFaults {
    return this.#inbound;
  }

  /** Queues `create` and `asyncError` behind those still to come; replaces the other two until cleared. */
  inject(request: FaultRequest): void {
    const plan = parseFaultRequest(request);
    const repeated = <Fault>(fault: Fault): Fault[] => Array.from({ length: plan.times }, () => fault);
    const create = createFault(plan);
    if (create !== undefined) this.#create.push(...repeated(create));
    if (plan.asyncError !== undefined) this.#asyncErrors.push(...repeated(plan.asyncError));
    if (plan.statusCallbacks !== undefined) this.#statusCallbacks = plan.statusCallbacks;
    if (plan.inbound !== undefined) this.#inbound = plan.inbound;
  }

  active(): ActiveFaults {
    return {
      create: [...this.#create],
      asyncErrors: [...this.#asyncErrors],
      statusCallbacks: this.#statusCallbacks,
      inbound: this.#inbound,
    };
  }

  /** Asks about each call that creates a message and is not struck anyway. */
  chooseCreateFaultBy(choose: () => CreateFault | undefined): void {
    this.#choose = choose;
  }

  clear(): void {
    this.#choose = undefined;
    this.#create = [];
    this.#asyncErrors = [];
    this.#statusCallbacks = noStatusCallbackFaults;
    this.#inbound = noInboundFaults;
  }

  takeCreateFault(): CreateFault | undefined {
    return this.#create.shift() ?? this.#choose?.();
  }

  takeAsyncError(): number | undefined {
    return this.#asyncErrors.shift();
  }
}

function createFault(plan: FaultPlan): CreateFault | undefined {
  switch (plan.create) {
    case undefined:
      return undefined;
    case 'error':
      return { kind: plan.create, code: plan.code, status: plan.status };
    case 'throttle':
      return { kind: plan.create, retryAfter: plan.retryAfter };
    default:
      return { kind: plan.create };
  }
}
