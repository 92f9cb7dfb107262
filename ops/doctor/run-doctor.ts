import { Command, CommanderError } from 'commander';
import { explain } from '../admin/explain.ts';
import { exitCode, type ExitCode } from '../admin/exit-code.ts';
import { instrumentation } from '../admin/instrumentation.ts';
import { Output } from '../admin/output/output.ts';
import type { AdminWorld } from '../admin/run-admin.ts';
import { Settings } from '../admin/settings.ts';
import { Terminal } from '../admin/terminal.ts';
import { admit } from './admit.ts';
import { allChecks } from './checks/all-checks.ts';
import { examine, exitCodeOf } from './examination.ts';
import { reportJson, reportTable } from './report.ts';

interface Options {
  readonly local?: boolean;
  readonly project?: string;
  readonly json?: boolean;
}

const EXIT_CODES = `
Exit codes:
  0  all is well, warnings apart
  1  something is wrong
  2  the command line is wrong
  3  nothing wrong was found, but something could not be checked
`;

/** Runs one command line, without the names of node and the script, and says what the process should end with. */
export async function runDoctor(args: readonly string[], world: AdminWorld): Promise<ExitCode> {
  const terminal = new Terminal(world, world.environment);
  try {
    const program = commandLine(terminal).parse(args, { from: 'user' });
    return await diagnose(program.opts<Options>(), terminal, world);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    const explanation = explain(error);
    terminal.note(explanation.text);
    return explanation.exitCode;
  }
}

async function diagnose(options: Options, terminal: Terminal, world: AdminWorld): Promise<ExitCode> {
  const { local = false, project, json = false } = options;
  const { environment, functionsDirectory, clock } = world;
  const settings = Settings.load({ environment, functionsDirectory, local, project });
  const instruments = await instrumentation({ terminal, clock, project: settings.project, verbose: false });
  const patient = await admit({ settings, clock, ...instruments });
  const diagnoses = await examine(patient, allChecks);
  if (json) reportJson(new Output({ terminal, isJson: true }), diagnoses);
  else reportTable(terminal, diagnoses);
  return exitCodeOf(diagnoses);
}

function commandLine(terminal: Terminal): Command {
  return new Command('doctor')
    .usage('[options]')
    .description(
      'Looks at what a project, or the local world that `npm start` runs, was set up with, and says how to mend what is wrong.',
    )
    .option('--local', 'the world of `npm start` on this machine')
    .option('--project <id>', 'a Firebase project, with your application-default credentials')
    .option('--json', 'one JSON value on standard output, for programs')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .showHelpAfterError('Add --help to see how.')
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}
