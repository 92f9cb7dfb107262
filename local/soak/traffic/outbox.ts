import { setTimeout as sleep } from 'node:timers/promises';
import { Firestore, type DocumentData } from 'firebase-admin/firestore';
import { collections } from '../../../functions/src/infra/firestore/collections.ts';
import type { EmbeddedFirestore } from '../../firestore/embedded-firestore.ts';
import { localIdentity } from '../../world/local-identity.ts';
import { setVariables } from '../../world/set-variables.ts';

const ALREADY_EXISTS = 6;
const PAUSE = 100;

/** A product's backend that adds messages to the outbox. It meets the same faults as the functions and repeats itself until the message is in. */
export class Outbox {
  readonly #restoreVariables: () => void;
  readonly #firestore: Firestore;

  constructor({ host, port }: EmbeddedFirestore) {
    // without them the client would look for credentials on the network
    this.#restoreVariables = setVariables({
      FIRESTORE_EMULATOR_HOST: `${host}:${port}`,
      METADATA_SERVER_DETECTION: 'none',
    });
    this.#firestore = new Firestore({ projectId: localIdentity.project });
  }

  /** The id keeps a repetition from adding the message twice. */
  async add(id: string, message: DocumentData): Promise<void> {
    for (;;) {
      try {
        await this.#firestore.collection(collections.outboundMessages).doc(id).create(message);
        return;
      } catch (error) {
        if (isAlreadyThere(error)) return;
        await sleep(PAUSE);
      }
    }
  }

  async stop(): Promise<void> {
    this.#restoreVariables();
    await this.#firestore.terminate();
  }
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS;
}
