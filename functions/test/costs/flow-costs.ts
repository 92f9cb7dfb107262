/** What one run of a flow does in Firestore: documents as they are billed, and calls that the caller waits for. */
export interface FlowCost {
  readonly reads: number;
  readonly writes: number;
  readonly deletes: number;
  readonly roundTrips: number;
}

export interface FlowGroup {
  /** What no flow of the group may pass. A delete counts as a write. */
  readonly budget: { readonly reads: number; readonly writes: number };
  readonly flows: Readonly<Record<string, FlowCost>>;
}

const cost = (reads: number, writes: number, deletes: number, roundTrips: number): FlowCost => ({
  reads,
  writes,
  deletes,
  roundTrips,
});

/** Every flow, counted: the tests hold the code to these numbers, and `docs/cost.md` turns them into money. */
export const flowCosts = {
  'Webhook: a message of a linked phone': {
    budget: { reads: 1, writes: 2 },
    flows: {
      'message of a linked phone': cost(1, 2, 0, 2),
      'message of a linked phone, opted out': cost(1, 2, 0, 2),
      'message of a linked phone, blocked': cost(1, 0, 0, 2),
    },
  },
  'Webhook: a message through the second address': {
    budget: { reads: 3, writes: 2 },
    flows: { 'message through the second address': cost(3, 2, 0, 4) },
  },
  'Webhook: a message of somebody not linked': {
    budget: { reads: 3, writes: 1 },
    flows: {
      'message of somebody not linked': cost(2, 1, 0, 3),
      'message of somebody not linked, both addresses': cost(3, 1, 0, 3),
      'message of somebody not linked, no reply left': cost(2, 0, 0, 3),
      'message of somebody on hold': cost(2, 1, 0, 3),
      'message of somebody who is to confirm': cost(2, 1, 0, 3),
    },
  },
  'Webhook: a command': {
    budget: { reads: 5, writes: 4 },
    flows: {
      'STOP of somebody not linked': cost(2, 2, 0, 2),
      'STOP as Twilio reports it': cost(2, 2, 0, 2),
      'STOP of a linked phone with a second address': cost(3, 4, 0, 3),
      'START through the second address': cost(4, 4, 0, 4),
      STATUS: cost(2, 3, 0, 2),
      HELP: cost(2, 2, 0, 2),
      UNLINK: cost(4, 3, 1, 4),
      'UNLINK through the second address': cost(4, 3, 1, 4),
      'NO to a link request': cost(4, 4, 0, 4),
      'LINK with a good code': cost(5, 4, 0, 3),
      'LINK with an unknown code': cost(5, 2, 0, 3),
      'LINK with the code of somebody else': cost(5, 2, 0, 3),
      'LINK of a linked phone': cost(3, 2, 0, 2),
    },
  },
  'Webhook: LINK with LINK_CONFIRMATION=off': {
    budget: { reads: 6, writes: 6 },
    flows: { 'LINK that links at once': cost(6, 4, 0, 4) },
  },
  'Linking, from the app': {
    budget: { reads: 4, writes: 4 },
    flows: {
      startLink: cost(3, 3, 0, 2),
      confirmLink: cost(4, 4, 0, 3),
      'announcing the link': cost(1, 1, 0, 2),
      cancelLink: cost(2, 2, 0, 2),
      unlink: cost(2, 2, 1, 3),
    },
  },
  'Linking as a whole': {
    budget: { reads: 15, writes: 19 },
    flows: {
      'a link from startLink to "Account linked!" read': cost(15, 19, 0, 18),
    },
  },
  'Sending, with sent, delivered and read': {
    budget: { reads: 3, writes: 8 },
    flows: {
      'document written by the product': cost(3, 8, 0, 9),
      'message of enqueueMessage': cost(3, 8, 0, 10),
      'sending "Account linked!"': cost(3, 7, 0, 8),
      'three status reports': cost(0, 3, 0, 3),
    },
  },
  'Processing a message of a linked user': {
    budget: { reads: 5, writes: 4 },
    flows: {
      'processing, no reply': cost(5, 3, 1, 8),
      'processing, STORE_MESSAGE_BODIES=false': cost(5, 3, 1, 8),
    },
  },
  'Processing and sending the reply': {
    budget: { reads: 11, writes: 13 },
    flows: {
      'processing, a reply until it is read': cost(9, 11, 1, 16),
      'STORE_MESSAGE_BODIES=false, a reply until it is read': cost(11, 12, 1, 20),
    },
  },
  Events: {
    budget: { reads: 2, writes: 2 },
    flows: {
      'event handed over': cost(2, 2, 0, 4),
    },
  },
  'Sending, with an event': {
    budget: { reads: 6, writes: 11 },
    flows: {
      'sending with the event message.delivered': cost(6, 11, 0, 15),
    },
  },
  'Now and then': {
    budget: { reads: 20, writes: 15 },
    flows: {
      'sweep without overdue work': cost(6, 0, 0, 7),
      'export of a user with one message each way': cost(13, 1, 0, 13),
      'erasure of a user with one message each way': cost(20, 6, 9, 26),
    },
  },
} as const satisfies Readonly<Record<string, FlowGroup>>;

type Groups = typeof flowCosts;
export type FlowName = { [Title in keyof Groups]: keyof Groups[Title]['flows'] }[keyof Groups];

/** All flows by name. */
export const costOfFlow: Readonly<Record<FlowName, FlowCost>> = Object.assign(
  {},
  ...Object.values(flowCosts).map(({ flows }) => flows),
);
