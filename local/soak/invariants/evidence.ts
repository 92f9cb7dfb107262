import type { Instant } from '../../../functions/src/domain/shared/clock.ts';
import type { ReceivedWebhook } from '../../product/received-webhook.ts';
import type { SimulatedMessage } from '../../twilio/twilio-simulator.ts';
import type { OutboxHistory } from '../outbox-history.ts';
import type { OutboundDocument, SoakDocuments } from '../soak-documents.ts';
import type { AskedMessage } from '../traffic/asked-message.ts';
import type { Silences } from '../traffic/silence.ts';

/** All that is known when the storm is over. */
export interface Evidence {
  readonly documents: SoakDocuments;
  readonly now: Instant;
  readonly history: Pick<OutboxHistory, 'claimBefore' | 'ownerOf'>;
  readonly silences: Silences;
  /** Users whose account was deleted. */
  readonly deleted: readonly string[];
  /** What phones sent. */
  readonly fromPhones: readonly AskedMessage[];
  /** What phones were to get, replies to what they sent included. */
  readonly toPhones: readonly AskedMessage[];
  /** What the phones show. */
  readonly messages: readonly SimulatedMessage[];
  /** What the product got, each once, in the order of first arrival. */
  readonly received: readonly ReceivedWebhook[];
}

/** Says each violation in words, with the ids. */
export type Invariant = (evidence: Evidence) => readonly string[];

/** What came to the phones through the outbox. */
export function sentMessages({ messages }: Pick<Evidence, 'messages'>): readonly SimulatedMessage[] {
  return messages.filter(({ via }) => via === 'api');
}

/** The messages of Twilio's that belong to a document: those it was told of, and those that were reported with its id. */
export function sidsOf({ attempts, delivery }: OutboundDocument): ReadonlySet<string> {
  const accepted = attempts.flatMap(({ outcome, message_sid: sid }) =>
    outcome === 'accepted' && sid !== null ? [sid] : [],
  );
  return new Set([...accepted, ...Object.keys(delivery)]);
}

/** The ids of the documents by the messages of Twilio's that belong to them. */
export function ownersBySid({ outbound }: SoakDocuments): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const [id, document] of outbound) {
    for (const sid of sidsOf(document)) owners.set(sid, [...(owners.get(sid) ?? []), id]);
  }
  return owners;
}
