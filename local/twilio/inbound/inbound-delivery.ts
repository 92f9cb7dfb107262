import type { Channels } from '../channels/channels.ts';
import type { DebuggerLog } from '../debugger/debugger-log.ts';
import type { FormParameters } from '../http/form-parameters.ts';
import { signedUrl } from '../webhook/webhook-signature.ts';
import type { WebhookSender } from '../webhook/webhook-sender.ts';
import { interpretAnswer } from './interpret-answer.ts';
import type { Interpretation, Reply } from './interpretation.ts';

export interface InboundOutcome {
  readonly status: number | null;
  readonly contentType: string | null;
  readonly replies: readonly Reply[];
  readonly attempts: number;
  readonly errors: readonly number[];
}

interface Dependencies {
  readonly channels: Channels;
  readonly webhooks: WebhookSender;
  readonly debuggerLog: DebuggerLog;
}

interface Answer extends InboundOutcome {
  /** The code with which the fallback URL is asked. */
  readonly failure: number | null;
}

/** Delivers a message to the webhook, and where that fails to the fallback URL. */
export class InboundDelivery {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Without a webhook the message just stays in the log, as at Twilio. */
  async deliver(parameters: FormParameters, signal: AbortSignal): Promise<InboundOutcome> {
    const { url, fallbackUrl } = this.#dependencies.channels.inbound;
    if (url === null) return { status: null, contentType: null, replies: [], attempts: 0, errors: [] };
    const first = await this.#ask(url, parameters, signal);
    if (first.failure === null || fallbackUrl === null || signal.aborted) return first;
    const explained: FormParameters = [
      ...parameters,
      ['ErrorCode', String(first.failure)],
      ['ErrorUrl', signedUrl(url)],
    ];
    const second = await this.#ask(fallbackUrl, explained, signal);
    return {
      ...second,
      attempts: first.attempts + second.attempts,
      errors: [...first.errors, ...second.errors],
    };
  }

  async #ask(url: string, parameters: FormParameters, signal: AbortSignal): Promise<Answer> {
    const { result, attempts, failure, errors } = await this.#dependencies.webhooks.send(
      { url, parameters, direction: 'to-linkline', summary: summaryOf(parameters) },
      signal,
    );
    if (result.kind !== 'answered') {
      return { status: null, contentType: null, replies: [], attempts, errors, failure };
    }
    const answer = { status: result.status, contentType: result.headers['content-type'] ?? null, attempts };
    if (failure !== null) return { ...answer, replies: [], errors, failure };
    const interpretation = interpretAnswer({ contentType: answer.contentType, body: result.body });
    return {
      ...answer,
      replies: interpretation.replies,
      failure: interpretation.failure?.code ?? null,
      errors: [...errors, ...this.#report(interpretation, url)],
    };
  }

  #report({ failure, warnings }: Interpretation, url: string): number[] {
    const problems = failure === null ? warnings : [failure, ...warnings];
    for (const { code, message } of problems) this.#dependencies.debuggerLog.record(code, message, url);
    return problems.map(({ code }) => code);
  }
}

function summaryOf(parameters: FormParameters): string {
  const type = parameters.find(([name]) => name === 'MessageType')?.[1] ?? 'message';
  return `Inbound ${type} from a phone`;
}
