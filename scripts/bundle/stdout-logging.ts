import type { Logging as CloudLogging } from '@google-cloud/logging';
import { Entry } from '@google-cloud/logging/build/src/entry.js';
import { LogSync, type LogSyncOptions } from '@google-cloud/logging/build/src/log-sync.js';
import type { Writable } from 'node:stream';

/**
 * The part of `Logging` that logging-winston uses where it writes to standard output, made of the library's own classes. The whole one
 * loads the clients of the Cloud Logging API, gRPC among them, which nothing calls then.
 */
export class Logging {
  readonly projectId: string;

  constructor({ projectId }: { readonly projectId: string }) {
    this.projectId = projectId;
  }

  logSync(name: string, transport?: Writable, options?: LogSyncOptions): LogSync {
    // of all of `Logging`, a LogSync reads the project and calls `entry`
    return new LogSync(this as unknown as CloudLogging, name, transport, options);
  }

  entry(...parameters: ConstructorParameters<typeof Entry>): Entry {
    return new Entry(...parameters);
  }
}
