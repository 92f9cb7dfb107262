import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { setLogLevel } from 'firebase/firestore';
import { startOfficialEmulator } from '../../../local/firestore/conformity/official-emulator.ts';
import type { ServerUnderTest } from '../../../local/firestore/conformity/server-under-test.ts';
import { existingDocuments, type AccessCase } from './access-table.ts';
import type { RulesClient } from './operations.ts';
import type { Visitor } from './visitors.ts';

/** Firestore's official emulator under the rules of a test, and the visitors as its clients. */
export class RulesEnvironment {
  readonly #emulator: ServerUnderTest;
  readonly #environment: RulesTestEnvironment;
  readonly #clients = new Map<Visitor, RulesClient>();
  #isSeeded = false;

  private constructor(emulator: ServerUnderTest, environment: RulesTestEnvironment) {
    this.#emulator = emulator;
    this.#environment = environment;
  }

  static async start(jar: string): Promise<RulesEnvironment> {
    // the client would warn of each refusal
    setLogLevel('silent');
    const emulator = await startOfficialEmulator(jar);
    return new RulesEnvironment(emulator, await environmentOf(emulator));
  }

  /** From now on these rules hold, over the documents that the table expects. */
  async use(rules: string): Promise<void> {
    await environmentOf(this.#emulator, rules);
    if (this.#isSeeded) return;
    await this.#environment.clearFirestore();
    await this.#environment.withSecurityRulesDisabled(async (context) => {
      const client = context.firestore();
      const batch = client.batch();
      for (const path of existingDocuments()) batch.set(client.doc(path), { seeded: true });
      await batch.commit();
    });
    this.#isSeeded = true;
  }

  /** `granted`, `denied`, or how it failed otherwise. */
  async outcomeOf({ visitor, operation, collection }: AccessCase): Promise<string> {
    try {
      await operation.run(this.#clientOf(visitor), { ...visitor, collection });
      this.#isSeeded &&= !operation.writes;
      return 'granted';
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return code === 'permission-denied' ? 'denied' : `failed (${code})`;
    }
  }

  async stop(): Promise<void> {
    await this.#environment.cleanup();
    await this.#emulator.stop();
  }

  #clientOf(visitor: Visitor): RulesClient {
    const known = this.#clients.get(visitor);
    if (known !== undefined) return known;
    const { userId, claims } = visitor;
    const environment = this.#environment;
    const context =
      userId === null
        ? environment.unauthenticatedContext()
        : environment.authenticatedContext(userId, claims);
    const client = context.firestore();
    this.#clients.set(visitor, client);
    return client;
  }
}

/** Rules belong to the project: a further environment of it replaces them for the former ones. */
async function environmentOf({ host: address }: ServerUnderTest, rules?: string) {
  const [host = '', port] = address.split(':');
  return initializeTestEnvironment({
    projectId: 'demo-rules',
    firestore: { host, port: Number(port), ...(rules !== undefined && { rules }) },
  });
}
