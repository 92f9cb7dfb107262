import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean };
type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

export interface TerminalStreams {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** Answers go to standard output, everything about them (hints, questions, progress) to standard error. */
export class Terminal {
  readonly stderr: OutputStream;
  readonly #streams: TerminalStreams;
  readonly #hasColours: boolean;

  constructor(streams: TerminalStreams, environment: Readonly<Record<string, string | undefined>>) {
    this.#streams = streams;
    this.stderr = streams.stderr;
    this.#hasColours = streams.stdout.isTTY === true && !environment['NO_COLOR'];
  }

  /** Whether somebody is there to be asked. */
  get isInteractive(): boolean {
    return this.#streams.stdin.isTTY === true && this.#streams.stderr.isTTY === true;
  }

  /** Text as it is: what the help and the parser of the command line write. */
  write(text: string): void {
    this.#streams.stdout.write(text);
  }

  print(text: string): void {
    this.write(`${text}\n`);
  }

  note(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  paint(style: Style, text: string): string {
    return this.#hasColours ? styleText(style, text, { validateStream: false }) : text;
  }

  async confirm(question: string): Promise<boolean> {
    const { stdin, stderr } = this.#streams;
    const reader = createInterface({ input: stdin, output: stderr });
    try {
      return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
    } finally {
      reader.close();
    }
  }
}
