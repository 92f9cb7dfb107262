import { LoggingWinston } from '@google-cloud/logging-winston';
import type { Logger, LogFields } from '../../functions/src/domain/shared/logger.ts';
import type { LogLevel } from '../../functions/src/infra/logging/log-level.ts';
import { createLogger as createWinstonLogger } from 'winston';

/** In place of ours: logging-winston as its documentation sets it up for functions, with the whole Cloud Logging client. */
export async function createLogger({
  level,
  projectId,
}: {
  level: LogLevel;
  projectId: string;
}): Promise<Logger> {
  const transports = [new LoggingWinston({ projectId, redirectToStdout: true })];
  const winston = createWinstonLogger({ level, transports });
  const log = (severity: LogLevel) => (event: string, fields?: LogFields) =>
    void winston.log(severity, event, fields);
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}
