import { Command, CommanderError } from 'commander';
import type { Clock } from '../../functions/src/domain/shared/clock.ts';
import { addDeadCommands } from './commands/dead-commands.ts';
import { addEraseCommand } from './commands/erase-command.ts';
import { addExportCommand } from './commands/export-command.ts';
import { addIdentityCommands } from './commands/identity-commands.ts';
import { addInboundCommands } from './commands/inbound-commands.ts';
import { addMappingCommands } from './commands/mapping-commands.ts';
import { addMessagesCommands } from './commands/messages-commands.ts';
import { addRekeyCommand } from './commands/rekey-command.ts';
import { addReplayCommand } from './commands/replay-command.ts';
import { addSendingCommands } from './commands/sending-commands.ts';
import { confirmDeed } from './confirm-deed.ts';
import { Connection } from './connection.ts';
import { explain } from './explain.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { instrumentation } from './instrumentation.ts';
import { Output } from './output/output.ts';
import { Privacy } from './output/privacy.ts';
import { examples } from './output/examples.ts';
import type { Run } from './session.ts';
import { Settings } from './settings.ts';
import { Terminal, type TerminalStreams } from './terminal.ts';

export interface AdminWorld extends TerminalStreams {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly functionsDirectory: string;
  readonly clock: Clock;
}

interface GlobalOptions {
  readonly local?: boolean;
  readonly project?: string;
  readonly json?: boolean;
  readonly reveal?: boolean;
  readonly yes?: boolean;
  readonly verbose?: boolean;
}

const EXIT_CODES = `
Exit codes:
  0  done
  1  refused, not found, or done in part
  2  the command line is wrong
  3  not reachable, or a parameter or secret is missing
`;

/** Runs one command line, without the names of node and the script, and says what the process should end with. */
export async function runAdmin(args: readonly string[], world: AdminWorld): Promise<ExitCode> {
  const terminal = new Terminal(world, world.environment);
  let code: ExitCode = exitCode.done;
  const program = buildProgram(terminal, async (command, work) => {
    code = await inSession(world, terminal, command.optsWithGlobals<GlobalOptions>(), work);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    const explanation = explain(error);
    terminal.note(explanation.text);
    return explanation.exitCode;
  }
}

async function inSession(
  { environment, functionsDirectory, clock }: AdminWorld,
  terminal: Terminal,
  options: GlobalOptions,
  work: Parameters<Run>[1],
): Promise<ExitCode> {
  const { local = false, project, json = false, reveal = false, yes = false, verbose = false } = options;
  const settings = Settings.load({ environment, functionsDirectory, local, project });
  const instruments = await instrumentation({ terminal, clock, project: settings.project, verbose });
  const connection = await Connection.open({ settings, clock, ...instruments });
  try {
    return await work({
      connection,
      terminal,
      clock,
      output: new Output({ terminal, isJson: json }),
      privacy: new Privacy({ reveal }),
      confirm: (deed) => confirmDeed(deed, { terminal, settings, isAgreed: yes }),
    });
  } finally {
    await connection.close();
  }
}

function buildProgram(terminal: Terminal, run: Run): Command {
  const program = new Command('admin')
    .usage('[options] <command>')
    .description(
      'Looks after linked numbers and messages of a project, or of the local world that `npm start` runs.',
    )
    .option('--local', 'the world of `npm start` on this machine')
    .option('--project <id>', 'a Firebase project, with your application-default credentials')
    .option('--json', 'one JSON value on standard output, for programs')
    .option('--reveal', 'show numbers, names and texts instead of masking them')
    .option('-y, --yes', 'change a real project without asking')
    .option('--verbose', 'log lines on standard error')
    .addHelpText(
      'after',
      examples(
        'mapping show ada --local',
        'messages list --state failed --project my-project',
        'dead redrive --dry-run --project my-project',
      ) + EXIT_CODES,
    );
  addMappingCommands(program, run);
  addMessagesCommands(program, run);
  addDeadCommands(program, run);
  addSendingCommands(program, run);
  addInboundCommands(program, run);
  addReplayCommand(program, run);
  addIdentityCommands(program, run);
  addExportCommand(program, run);
  addEraseCommand(program, run);
  addRekeyCommand(program, run);
  for (const command of withSubcommands(program)) prepare(command, terminal);
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** A subcommand made before its parent was configured has not inherited this. */
function prepare(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .showHelpAfterError('Add --help to see how.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}
