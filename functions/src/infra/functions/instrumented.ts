import type { WhatsAppModule } from '../whatsapp-module.ts';
import { parseTrace } from '../logging/parse-trace.ts';
import { runWithTrace } from '../logging/trace-context.ts';

interface Invocation {
  readonly name: string;
  /** The headers of a request, or a CloudEvent: where the trace is named. */
  readonly carrier: object;
  /** How an error counts: `refused` where the caller was told a rule, `failed` where we failed. */
  readonly resultOf?: (error: unknown) => 'refused' | 'failed';
}

/** Runs one invocation of a deployed function under its trace, timed and counted. */
export function instrumented<Result>(
  { metrics }: WhatsAppModule,
  { name, carrier, resultOf = () => 'failed' }: Invocation,
  work: () => Promise<Result>,
): Promise<Result> {
  return runWithTrace(parseTrace(carrier), async () => {
    try {
      const result = await metrics.timer('function.duration', { function: name }, work);
      metrics.increment('function.invocations', { function: name, result: 'ok' });
      return result;
    } catch (error) {
      metrics.increment('function.invocations', { function: name, result: resultOf(error) });
      throw error;
    }
  });
}
