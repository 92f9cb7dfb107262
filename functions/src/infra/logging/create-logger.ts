import type { LoggingWinston } from '@google-cloud/logging-winston';
import type { Writable } from 'node:stream';
import type { Logger } from '../../domain/shared/logger.ts';
import { LogLineStream } from './log-line-stream.ts';
import type { LogLevel } from './log-level.ts';
import { StructuredLogger, type StructuredLoggerOptions } from './structured-logger.ts';
import { writeLine } from './write-line.ts';

/**
 * The transport builds API clients that it never calls. Without any credentials they look for some on the metadata server at once:
 * https://github.com/googleapis/google-auth-library-nodejs#application-default-credentials
 */
const KEY_NEVER_USED = 'none';

interface LoggerOptions extends Omit<StructuredLoggerOptions, 'write'> {
  readonly level: LogLevel;
  /** Takes every finished line in place of standard output. */
  readonly output?: (line: string) => void;
}

/**
 * A logger that writes one line of JSON an entry, at once and without any network; the platform makes a log entry of it, with the
 * fields at the top level of its `jsonPayload`. The libraries take long to load, and whoever only discovers the functions does without.
 */
export async function createLogger({
  level,
  output = writeLine,
  ...options
}: LoggerOptions): Promise<Logger> {
  const [{ createLogger: createWinstonLogger, format }, { LoggingWinston }] = await Promise.all([
    import('winston'),
    import('@google-cloud/logging-winston'),
  ]);
  const transport = new LoggingWinston({
    projectId: options.projectId,
    redirectToStdout: true,
    useMessageField: false,
    apiKey: KEY_NEVER_USED,
  });
  redirect(transport, new LogLineStream(output));
  const winston = createWinstonLogger({ level, format: format((entry) => entry)(), transports: [transport] });
  return new StructuredLogger({ ...options, write: (entry) => winston.log(entry) });
}

/** `redirectToStdout` knows standard output alone; where the lines go is a public property of the log that it builds. */
function redirect({ common }: LoggingWinston, lines: Writable): void {
  Object.assign(common.cloudLog, { transport: lines });
}
