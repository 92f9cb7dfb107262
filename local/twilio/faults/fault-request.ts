import { z } from 'zod';

import { InvalidRequestError } from '../invalid-request-error.ts';

const delayMs = z.number().nonnegative().default(0);
const duplicate = z.int().nonnegative().default(0);
const callbackStatus = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'undelivered',
  'canceled',
]);

const statusCallbackFaults = z.strictObject({
  /** A probability, or the statuses whose callbacks are lost. */
  loss: z.union([z.number().min(0).max(1), z.array(callbackStatus)]).default(0),
  /** How many times more than once each callback is sent. */
  duplicate,
  /** A message's callbacks are held until its last status, then sent in reverse. */
  reorder: z.boolean().default(false),
  delayMs,
  /** Messages also go through `sending`, which Twilio may leave out. */
  sending: z.boolean().default(false),
  /** Callbacks arrive before the answer to the call that created the message. */
  beforeAnswer: z.boolean().default(false),
});

const inboundFaults = z.strictObject({
  /** How many times more than once each message is delivered, all at the same time. */
  duplicate,
  /** The probability that the webhook is never told of a message, which is then in Twilio's log only. */
  loss: z.number().min(0).max(1).default(0),
  delayMs,
});

const common = {
  /** How many calls `create` strikes, and how many messages `asyncError`. */
  times: z.int().positive().default(1),
  /** A Twilio error that the message ends with after it was accepted. */
  asyncError: z.int().positive().optional(),
  statusCallbacks: statusCallbackFaults.optional(),
  inbound: inboundFaults.optional(),
};

const faultRequest = z
  .discriminatedUnion('create', [
    z.strictObject({
      create: z.literal('error'),
      code: z.int().positive(),
      status: z.int().min(400).max(599).default(400),
      ...common,
    }),
    z.strictObject({
      create: z.literal('throttle'),
      /** Seconds. */
      retryAfter: z.int().nonnegative().default(1),
      ...common,
    }),
    z.strictObject({
      create: z.enum(['server-error', 'hang', 'reset-before', 'reset-after', 'garbled']),
      ...common,
    }),
    z.strictObject({ create: z.undefined().optional(), ...common }),
  ])
  .refine((fault) => fault.create ?? fault.asyncError ?? fault.statusCallbacks ?? fault.inbound, {
    message: 'Name at least one of create, asyncError, statusCallbacks and inbound.',
  });

export type FaultRequest = z.input<typeof faultRequest>;
export type FaultPlan = z.output<typeof faultRequest>;
export type StatusCallbackFaults = z.output<typeof statusCallbackFaults>;
export type InboundFaults = z.output<typeof inboundFaults>;

export const noStatusCallbackFaults: StatusCallbackFaults = statusCallbackFaults.parse({});
export const noInboundFaults: InboundFaults = inboundFaults.parse({});

/** Throws InvalidRequestError, which names every unknown or wrong field. */
export function parseFaultRequest(request: unknown): FaultPlan {
  const parsed = faultRequest.safeParse(request);
  if (!parsed.success) throw new InvalidRequestError(z.prettifyError(parsed.error));
  return parsed.data;
}
