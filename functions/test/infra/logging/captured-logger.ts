import type { Logger } from '../../../src/domain/shared/logger.ts';
import { createLogger } from '../../../src/infra/logging/create-logger.ts';
import type { LogLevel } from '../../../src/infra/logging/log-level.ts';

export interface CapturedLogger {
  readonly logger: Logger;
  readonly lines: string[];
  /** The entry that the newest line holds. */
  readonly last: () => Readonly<Record<string, unknown>>;
}

/** The logger as it is deployed, with its lines kept instead of printed. */
export async function capturedLogger(
  level: LogLevel = 'debug',
  options: { readonly version?: string; readonly samplePercent?: number } = {},
): Promise<CapturedLogger> {
  const lines: string[] = [];
  const logger = await createLogger({
    level,
    projectId: 'demo-linkline',
    service: 'linkline',
    ...options,
    output: (line) => lines.push(line),
  });
  // the lines are JSON objects, or reading them fails the test
  const last = () => JSON.parse(lines.at(-1) ?? 'null') as Readonly<Record<string, unknown>>;
  return { logger, lines, last };
}
