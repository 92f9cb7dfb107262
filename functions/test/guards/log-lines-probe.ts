import { StorageUnavailableError } from '../../src/domain/shared/storage-errors.ts';
import { createLogger } from '../../src/infra/logging/create-logger.ts';
import { runWithTrace } from '../../src/infra/logging/trace-context.ts';

/** Where code is bundled its frames are others. */
function thrownElsewhere<Thrown extends Error>(error: Thrown): Thrown {
  error.stack = `${error.name}: ${error.message}\n    at run (/workspace/lib/part.cjs:1:2)`;
  return error;
}

const cause = thrownElsewhere(new TypeError('no text of others'));
const error = thrownElsewhere(new StorageUnavailableError({ cause }));

/** A line of each kind that there is, as the logger writes it; the time and the id are the only things that differ from run to run. */
export async function logLines(): Promise<readonly string[]> {
  const lines: string[] = [];
  const options = { level: 'debug', projectId: 'demo-linkline', service: 'linkline' } as const;
  const logger = await createLogger({ ...options, output: (line) => lines.push(line) });
  const logAll = () => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      logger[level]('something-happened');
      logger[level]('something-happened', { use_case: 'start-link', attempt: 1, duration_ms: 12.5, error });
    }
  };
  logAll();
  runWithTrace(
    { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', isSampled: true },
    logAll,
  );
  runWithTrace({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: null, isSampled: false }, logAll);
  return lines.map((line) =>
    line
      .replace(/"timestamp":\{[^}]*\}/, '"timestamp":{}')
      .replace(/"(logging\.googleapis\.com\/insertId)":"[^"]*"/, '"$1":""'),
  );
}
