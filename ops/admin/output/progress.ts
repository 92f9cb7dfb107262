import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal.ts';

/** A bar on standard error while many things are done; it shows on a terminal only. */
export class Progress {
  readonly #bar: SingleBar;

  constructor(terminal: Terminal, { total, noun }: { readonly total: number; readonly noun: string }) {
    this.#bar = new SingleBar({
      stream: terminal.stderr,
      format: `{bar} {value}/{total} ${noun}, {eta_formatted} left`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: true,
    });
    this.#bar.start(total, 0);
  }

  update(done: number): void {
    this.#bar.update(done);
  }

  stop(): void {
    this.#bar.stop();
  }
}
