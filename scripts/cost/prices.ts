/** When the price lists named in `docs/cost.md` were read, as far as they could be. */
export const PRICES_READ = '2026-11-22';

const GIB = 2 ** 30;
const TIB = 2 ** 40;

export interface FirestorePrices {
  /** US dollars for one document. */
  readonly read: number;
  readonly write: number;
  readonly delete: number;
}

/** https://cloud.google.com/firestore/pricing */
export const firestorePrices = {
  regional: { read: 0.03 / 100_000, write: 0.09 / 100_000, delete: 0.01 / 100_000 },
  multiRegion: { read: 0.06 / 100_000, write: 0.18 / 100_000, delete: 0.02 / 100_000 },
} as const satisfies Readonly<Record<string, FirestorePrices>>;

/** US dollars: https://cloud.google.com/run/pricing, billed by request, in a region of the first price tier. */
export const runPrices = {
  request: 0.4 / 1_000_000,
  cpuSecond: 0.000024,
  gibSecond: 0.0000025,
  /** Of an instance that is kept and has nothing to do. */
  idleCpuSecond: 0.0000025,
  idleGibSecond: 0.0000025,
} as const;

/** US dollars for one: https://cloud.google.com/tasks/pricing. Adding a task and delivering it are an operation each. */
export const TASK_OPERATION = 0.4 / 1_000_000;

/** US dollars for a byte, published or delivered: https://cloud.google.com/pubsub/pricing. Events of Google's sources cost nothing else. */
export const PUBSUB_BYTE = 40 / TIB;

/** US dollars for a byte: https://cloud.google.com/stackdriver/pricing */
export const LOG_BYTE = 0.5 / GIB;

/** US dollars for a message, in or out: https://www.twilio.com/whatsapp/pricing */
export const TWILIO_MESSAGE = 0.005;
