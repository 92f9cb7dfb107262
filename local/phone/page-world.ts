import type { SimulatorFaults } from '../twilio/faults/simulator-faults.ts';
import type { ActivityFeed } from '../world/activity-feed.ts';
import type { MessageTemplate, PhoneMessage } from './page-protocol.ts';

/** What the page needs of the world that it shows. */
export interface PageWorld {
  readonly productName: string;
  /** Where the callables are: `<functionsBaseUrl>/<function>`. */
  readonly functionsBaseUrl: string;
  readonly clock: { now(): number };
  readonly activity: Pick<ActivityFeed, 'recent' | 'subscribe'>;
  readonly simulator: PhoneNetwork;
  readonly firestore: Database;
  /** The accounts of the app's users. */
  readonly auth: AppAccounts;
  /** Takes the id of a demo user. */
  signIn(user: string): SignedIn | Promise<SignedIn>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Moves the clock of an idle world ahead, and lives through what becomes due on the way. */
  advance(milliseconds: number): Promise<void>;
}

/** Both throw `AccountNotFoundError` for somebody who has no account. */
export interface AppAccounts {
  signOutEverywhere(user: string): void | Promise<void>;
  deleteUser(user: string): void | Promise<void>;
}

/** A Firestore server, and what it holds. */
export interface Database {
  readonly host: string;
  readonly port: number;
  documents(): readonly StoredDocument[];
}

/** The phones' side of the Twilio simulator. */
export interface PhoneNetwork {
  /** Where it serves the media of messages. */
  readonly url: string;
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
  /** What the sender may send outside the service window. */
  templates(): readonly MessageTemplate[];
  readonly faults: Pick<SimulatorFaults, 'inject' | 'active' | 'clear'>;
}

export interface StoredDocument {
  /** Relative to the database: `collection/id`. */
  readonly path: string;
  readonly data: unknown;
}

export interface SignedIn {
  readonly idToken: string;
}
