import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { HmacAddressKeys } from '../../../functions/src/infra/cryptography/hmac-address-keys.ts';
import { Secret } from '../../../functions/src/infra/config/secret.ts';
import { parseWhatsAppAddress } from '../../../functions/src/domain/linking/whatsapp-address.ts';
import { FirestoreTransactions } from '../../../functions/src/infra/firestore/firestore-transactions.ts';
import { InMemoryMetricsCollector } from '../../../functions/src/infra/metrics/in-memory-metrics-collector.ts';
import { storagePorts } from '../../../functions/test/support/storage-ports.ts';
import { EmbeddedFirestore } from '../../../local/firestore/embedded-firestore.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { runAdmin } from '../run-admin.ts';

export const NOW = Date.UTC(2026, 10, 23, 12);

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The embedded Firestore as the local world's, and the command line on it. */
export class AdminWorld {
  readonly firestore: EmbeddedFirestore;
  readonly client: Firestore;
  readonly transactions: FirestoreTransactions;
  readonly clock = { now: () => NOW };

  private constructor(firestore: EmbeddedFirestore, client: Firestore) {
    this.firestore = firestore;
    this.client = client;
    const metrics = new InMemoryMetricsCollector({ clock: this.clock });
    this.transactions = new FirestoreTransactions({
      firestore: client,
      metrics,
      ...storagePorts(this.clock),
    });
  }

  static async start(): Promise<AdminWorld> {
    process.env['METADATA_SERVER_DETECTION'] = 'none';
    const firestore = await EmbeddedFirestore.start();
    const client = getFirestore(initializeApp({ projectId: localIdentity.project }, 'test'));
    client.settings({ host: `${firestore.host}:${firestore.port}`, ssl: false });
    return new AdminWorld(firestore, client);
  }

  async stop(): Promise<void> {
    await this.client.terminate();
    await this.firestore.stop();
  }

  get environment(): Readonly<Record<string, string>> {
    return { FIRESTORE_EMULATOR_HOST: `${this.firestore.host}:${this.firestore.port}` };
  }

  keyOf(address: string): string {
    const keys = new HmacAddressKeys({ keys: [new Secret(localIdentity.addressKey)] });
    return keys.keyOf(parseWhatsAppAddress(address));
  }

  /** `npm run admin -- <command line> --local`, on no terminal. */
  admin(commandLine: string): Promise<Answer> {
    return runCommandLine(`${commandLine} --local`, this.environment);
  }
}

/** Words are parted by spaces; nothing can be quoted. */
export async function runCommandLine(
  commandLine: string,
  environment: Readonly<Record<string, string>>,
): Promise<Answer> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exitCode = await runAdmin(commandLine.split(' '), {
    stdin: new PassThrough(),
    stdout,
    stderr,
    environment,
    functionsDirectory: fileURLToPath(new URL('no-functions', import.meta.url)),
    clock: { now: () => NOW },
  });
  return { exitCode, stdout: textOf(stdout), stderr: textOf(stderr) };
}

function textOf(stream: PassThrough): string {
  const bytes: unknown = stream.read();
  return Buffer.isBuffer(bytes) ? bytes.toString() : '';
}
