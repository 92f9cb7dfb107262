import type { FlowCost } from '../../functions/test/costs/flow-costs.ts';
import type { Journey } from './journeys.ts';
import {
  LOG_BYTE,
  PUBSUB_BYTE,
  runPrices,
  TASK_OPERATION,
  TWILIO_MESSAGE,
  type FirestorePrices,
} from './prices.ts';

const MILLION = 1_000_000;
const GIB_AN_INSTANCE = 0.5;
const SECONDS_A_MONTH = 30 * 24 * 3600;
/** Assumed: what a request is billed for when no other runs beside it. Sending waits for Twilio. */
const BILLED_SECONDS: Readonly<Record<string, number>> = { sendOutboundMessage: 0.3 };
const SHORTEST_BILLED = 0.1;
/** Assumed: an event with its document. */
const EVENT_BYTES = 2048;
/** Assumed: the platform's own line for each request. */
const REQUEST_LOG_BYTES = 1024;
const OPERATIONS_A_TASK = 2;

const TASK_FUNCTIONS = new Set(['sendOutboundMessage', 'processInboundMessage', 'deliverEvent']);

/** US dollars for a million. */
export interface Bill {
  readonly firestore: number;
  readonly functions: number;
  readonly tasks: number;
  readonly events: number;
  readonly logs: number;
  readonly twilio: number;
}

export function firestoreBill(cost: FlowCost, prices: FirestorePrices): number {
  return MILLION * (cost.reads * prices.read + cost.writes * prices.write + cost.deletes * prices.delete);
}

/** A million messages, nothing for free, no two requests at the same time. */
export function billOf(flows: readonly FlowCost[], journey: Journey, prices: FirestorePrices): Bill {
  const ttlDeletes: FlowCost = { reads: 0, writes: 0, deletes: journey.temporaryDocuments, roundTrips: 0 };
  const firestore = [...flows, ttlDeletes].reduce((sum, flow) => sum + firestoreBill(flow, prices), 0);
  const requests = sumOf(journey, () => 1);
  const tasks = sumOf(journey, (name) => Number(TASK_FUNCTIONS.has(name)));
  const events = sumOf(journey, (name) => Number(name.startsWith('on')));
  return {
    firestore,
    functions: MILLION * sumOf(journey, requestPrice),
    tasks: MILLION * tasks * OPERATIONS_A_TASK * TASK_OPERATION,
    events: MILLION * events * 2 * EVENT_BYTES * PUBSUB_BYTE,
    logs: MILLION * (journey.logBytes + requests * REQUEST_LOG_BYTES) * LOG_BYTE,
    twilio: MILLION * TWILIO_MESSAGE,
  };
}

/** US dollars a month for an instance that is kept waiting. */
export function idleInstance(): number {
  const { idleCpuSecond, idleGibSecond } = runPrices;
  return SECONDS_A_MONTH * (idleCpuSecond + GIB_AN_INSTANCE * idleGibSecond);
}

function requestPrice(name: string): number {
  const { request, cpuSecond, gibSecond } = runPrices;
  return request + (BILLED_SECONDS[name] ?? SHORTEST_BILLED) * (cpuSecond + GIB_AN_INSTANCE * gibSecond);
}

function sumOf({ invocations }: Journey, priceOf: (name: string) => number): number {
  return Object.entries(invocations).reduce((sum, [name, count]) => sum + count * priceOf(name), 0);
}
