import type { ActivityFeed } from '../world/activity-feed.ts';
import type { PhoneMessage } from './page-protocol.ts';

/** What the page needs of the world that it shows. */
export interface PageWorld {
  readonly productName: string;
  /** Where the callables are: `<functionsBaseUrl>/<function>`. */
  readonly functionsBaseUrl: string;
  readonly clock: { now(): number };
  readonly activity: Pick<ActivityFeed, 'recent' | 'subscribe'>;
  readonly simulator: PhoneNetwork;
  readonly firestore: { documents(): readonly StoredDocument[] };
  /** Takes the id of a demo user. */
  signIn(user: string): SignedIn | Promise<SignedIn>;
}

/** The phones' side of the Twilio simulator. */
export interface PhoneNetwork {
  /** A person sends a message. The status is the webhook's final answer, null where none came. */
  receive(
    parameters: Readonly<Record<string, string>>,
  ): Promise<{ messageSid: string; status: number | null }>;
  /** Oldest first; everybody's without an address. */
  messages(address?: string): readonly PhoneMessage[];
  /** The person opens the chat. */
  read(address: string): void;
  /** Every message as it appears or changes its status. */
  onMessage(listener: (message: PhoneMessage) => void): () => void;
}

export interface StoredDocument {
  /** Relative to the database: `collection/id`. */
  readonly path: string;
  readonly data: unknown;
}

export interface SignedIn {
  readonly idToken: string;
}
