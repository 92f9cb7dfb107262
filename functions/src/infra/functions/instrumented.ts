import { currentEnvironment } from '../environment.ts';
import { parseTrace } from '../logging/parse-trace.ts';
import { ownSpan, sharedSpan } from '../logging/spans.ts';
import { runWithTrace } from '../logging/trace-context.ts';
import type { WhatsAppModule } from '../whatsapp-module.ts';

interface Invocation {
  readonly name: string;
  /** The headers of a request, a CloudEvent or the fields of a document: where the trace is named. */
  readonly carrier: object;
  /** Of a request from outside. It works in the platform's span for it; whatever follows later is a span of its own. */
  readonly method?: string;
  /** How an error counts: `refused` where the caller was told a rule, `failed` where we failed. */
  readonly resultOf?: (error: unknown) => 'refused' | 'failed';
}

/** Runs one invocation of a deployed function under its trace, timed and counted. */
export function instrumented<Result>(
  { metrics }: WhatsAppModule,
  { name, carrier, method, resultOf = () => 'failed' }: Invocation,
  work: () => Promise<Result>,
): Promise<Result> {
  const { random } = currentEnvironment();
  const beginSpan = method === undefined ? ownSpan : sharedSpan;
  const request = method === undefined ? null : { method, path: `/${name}` };
  const counted = async () => {
    try {
      const result = await metrics.timer('function.duration', { function: name }, work);
      metrics.increment('function.invocations', { function: name, result: 'ok' });
      return result;
    } catch (error) {
      metrics.increment('function.invocations', { function: name, result: resultOf(error) });
      throw error;
    }
  };
  return runWithTrace(beginSpan(parseTrace(carrier), random), counted, request);
}
