import type { Command } from 'commander';
import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import type { Connection } from './connection.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output/output.ts';
import type { Privacy } from './output/privacy.ts';
import type { Terminal } from './terminal.ts';

/** What one command works with. */
export interface Session {
  readonly connection: Connection;
  readonly terminal: Terminal;
  readonly output: Output;
  readonly privacy: Privacy;
  readonly clock: Clock;
  /** Asks before `deed` changes a real project; throws what ends the command. */
  confirm(deed: string): Promise<void>;
}

/** Runs `work` in a session with the options of `command`; what it returns is what the process ends with. */
export type Run = (command: Command, work: (session: Session) => Promise<ExitCode>) => Promise<void>;
