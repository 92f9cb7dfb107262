import { Writable } from 'node:stream';

const DIAGNOSTIC = 'logging.googleapis.com/diagnostic';

interface WrittenEntry {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly logName?: string;
  readonly [name: string]: unknown;
}

/**
 * Takes the lines of logging-winston and passes them on in the form that Cloud Logging and Error Reporting read best: fields beside
 * the message instead of under `metadata`, without the log's name, which standard output does not have, and without the line in which
 * the library introduces itself: https://github.com/googleapis/nodejs-logging/blob/main/src/utils/instrumentation.ts
 */
export class LogLineStream extends Writable {
  readonly #output: (line: string) => void;

  constructor(output: (line: string) => void) {
    super({ decodeStrings: false });
    this.#output = output;
  }

  override _write(line: string, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // logging-winston has just made this line of JSON from an object
    const { metadata, logName: _, ...entry } = JSON.parse(line) as WrittenEntry;
    if (!(DIAGNOSTIC in entry)) this.#output(JSON.stringify({ ...entry, ...metadata }));
    done();
  }
}
