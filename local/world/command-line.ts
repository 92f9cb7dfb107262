import { parseArgs } from 'node:util';
import type { PortUser } from './port-error.ts';

export type Ports = Readonly<Record<PortUser, number>>;

export interface CommandLine {
  readonly help: boolean;
  readonly ports: Ports;
}

export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

const HIGHEST_PORT = 65_535;

export const portOptions: Readonly<Record<PortUser, string>> = {
  page: 'page-port',
  functions: 'functions-port',
  firestore: 'firestore-port',
  twilio: 'twilio-port',
};

const options = {
  'page-port': { type: 'string', default: '4000' },
  'functions-port': { type: 'string', default: '5001' },
  'firestore-port': { type: 'string', default: '8080' },
  'twilio-port': { type: 'string', default: '4010' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const usage = `Runs Linkline on this machine: Firestore, Twilio and the functions, with a page to try it.

  npm start -- [options]

  --page-port <port>        the page                 ${options['page-port'].default}
  --functions-port <port>   the functions            ${options['functions-port'].default}
  --firestore-port <port>   the embedded Firestore   ${options['firestore-port'].default}
  --twilio-port <port>      the Twilio simulator     ${options['twilio-port'].default}
  -h, --help                shows this text`;

/** Throws `CommandLineError` for an option that does not exist or a port that is none. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = parseOptions(args);
  return {
    help: values.help,
    ports: {
      page: parsePort('page-port', values['page-port']),
      functions: parsePort('functions-port', values['functions-port']),
      firestore: parsePort('firestore-port', values['firestore-port']),
      twilio: parsePort('twilio-port', values['twilio-port']),
    },
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [problem] = error instanceof Error ? error.message.split('. ', 1) : [String(error)];
    throw new CommandLineError(`${problem}. See npm start -- --help.`, { cause: error });
  }
}

function parsePort(option: string, text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= HIGHEST_PORT) return port;
  throw new CommandLineError(`--${option} must be a port from 1 to ${HIGHEST_PORT}, not "${text}".`);
}
