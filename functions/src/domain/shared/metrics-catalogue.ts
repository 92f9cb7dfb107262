export interface MetricDefinition {
  /** A timer and a gauge are in milliseconds; a gauge is what was found when somebody looked. */
  readonly kind: 'counter' | 'timer' | 'gauge';
  readonly tags: readonly string[];
  readonly meaning: string;
}

/** Every metric Linkline writes, with its tags. Tag values are constants of the code: never data of a person. */
export const metricsCatalogue = {
  'function.invocations': {
    kind: 'counter',
    tags: ['function', 'result'],
    meaning: 'finished invocations of a deployed function',
  },
  'function.duration': { kind: 'timer', tags: ['function'], meaning: 'time inside a deployed function' },
  'webhook.rejected': {
    kind: 'counter',
    tags: ['reason'],
    meaning: 'webhooks refused before any use case: forged, foreign or malformed',
  },
  'inbound.messages': {
    kind: 'counter',
    tags: ['effect', 'reply'],
    meaning: 'inbound messages by row of the decision table',
  },
  'inbound.processing': {
    kind: 'counter',
    tags: ['outcome', 'reason'],
    meaning: "tries to process a linked user's message by what came of them",
  },
  'inbound.backfilled': {
    kind: 'counter',
    tags: ['outcome'],
    meaning: 'messages of the log of Twilio that no webhook brought, by what became of them',
  },
  'link.outcomes': {
    kind: 'counter',
    tags: ['step', 'outcome'],
    meaning: 'steps of the linking protocol by outcome',
  },
  'identity.changes': {
    kind: 'counter',
    tags: ['outcome'],
    meaning: 'messages that showed another or a first second address of a linked person, by what was done',
  },
  'auth.requests': {
    kind: 'counter',
    tags: ['operation', 'result'],
    meaning: 'questions to Firebase Auth by outcome',
  },
  'auth.verify_token': {
    kind: 'timer',
    tags: [],
    meaning: 'asking Firebase Auth whether a sign-in still holds',
  },
  'firestore.queries': {
    kind: 'counter',
    tags: ['operation', 'result'],
    meaning: 'calls to Firestore by outcome',
  },
  'firestore.get_by_whatsapp': { kind: 'timer', tags: [], meaning: 'look-up of a mapping by its address' },
  'firestore.read': { kind: 'timer', tags: [], meaning: 'one batched read of a transaction' },
  'firestore.write': { kind: 'timer', tags: ['operation'], meaning: 'one write outside a transaction' },
  'firestore.transaction': { kind: 'timer', tags: ['operation'], meaning: 'a transaction with its retries' },
  'twilio.requests': {
    kind: 'counter',
    tags: ['operation', 'result'],
    meaning: 'calls to Twilio by outcome',
  },
  'twilio.create_message': { kind: 'timer', tags: [], meaning: 'handing one message to Twilio' },
  'twilio.list_messages': { kind: 'timer', tags: [], meaning: 'looking for a message in the log of Twilio' },
  'twilio.fetch_message': { kind: 'timer', tags: [], meaning: 'asking Twilio about one message' },
  'twilio.delete_message': { kind: 'timer', tags: [], meaning: 'deleting a message or a medium at Twilio' },
  'outbound.outcomes': {
    kind: 'counter',
    tags: ['outcome', 'reason'],
    meaning: 'what became of an outbound message that was claimed, or whose delivery failed',
  },
  'delivery.reports': {
    kind: 'counter',
    tags: ['state', 'outcome'],
    meaning: 'status callbacks by what they report',
  },
  'events.outcomes': {
    kind: 'counter',
    tags: ['outcome'],
    meaning: 'tries to hand an event over to the product by what came of them',
  },
  'sweep.recovered': {
    kind: 'counter',
    tags: ['kind'],
    meaning: 'lost steps that the sweep took up: of outbound, inbound, event or check',
  },
  'sweep.oldest_overdue': {
    kind: 'gauge',
    tags: ['kind'],
    meaning: 'how long the oldest step that is due has been due, as each sweep finds it; 0 where none is',
  },
  'sweep.sending_pause': {
    kind: 'gauge',
    tags: ['reason'],
    meaning: 'how long sending has been paused, as each sweep finds it; 0 where it is not',
  },
  'tasks.enqueued': { kind: 'counter', tags: ['queue', 'result'], meaning: 'tasks handed to Cloud Tasks' },
  'tasks.enqueue': { kind: 'timer', tags: ['queue'], meaning: 'handing one task to Cloud Tasks' },
  'forward.requests': {
    kind: 'counter',
    tags: ['operation', 'result'],
    meaning: "messages and events handed to the product's endpoint by outcome",
  },
  'forward.request': {
    kind: 'timer',
    tags: ['operation'],
    meaning: "handing one message or event to the product's endpoint",
  },
} as const satisfies Record<string, MetricDefinition>;

type Catalogue = typeof metricsCatalogue;
type NameOf<Kind> = {
  [Name in keyof Catalogue]: Catalogue[Name]['kind'] extends Kind ? Name : never;
}[keyof Catalogue];

export type MetricName = keyof Catalogue;
export type CounterName = NameOf<'counter'>;
export type TimerName = NameOf<'timer'>;
export type GaugeName = NameOf<'gauge'>;
export type TagsOf<Name extends MetricName> = Readonly<Record<Catalogue[Name]['tags'][number], string>>;
