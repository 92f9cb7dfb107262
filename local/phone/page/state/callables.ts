import type { StartedLink } from '../../../../examples/link-button/linking/link-callables.ts';
import type { UserExport } from '../../../../functions/src/infra/functions/user-export.ts';
import { callableError, type CallableRefusal } from './callable-error.ts';
import { UnreachableError } from './unreachable-error.ts';
import type { WorldClock } from './world-clock.ts';

interface CallableFunctions {
  startLink: { data: { locale: string }; result: StartedLink };
  confirmLink: {
    data: { requestId: string; confirmationNumber: string };
    result: { maskedNumber: string; linkedAt: string };
  };
  cancelLink: { data: { requestId: string }; result: { canceled: boolean } };
  unlink: { data: Record<string, never>; result: { unlinked: boolean } };
  exportMyData: { data: Record<string, never>; result: UserExport };
}

interface CallableAnswer<Result> {
  readonly result?: Result;
  readonly error?: CallableRefusal;
}

/** Calls deployed functions as a Firebase client does: https://firebase.google.com/docs/functions/callable-reference */
export class Callables {
  readonly #baseUrl: string;
  readonly #clock: WorldClock;

  constructor(baseUrl: string, clock: WorldClock) {
    this.#baseUrl = baseUrl;
    this.#clock = clock;
  }

  /** Throws `CallableError` or `UnreachableError`. */
  async call<Name extends keyof CallableFunctions>(
    name: Name,
    data: CallableFunctions[Name]['data'],
    idToken: string,
  ): Promise<CallableFunctions[Name]['result']> {
    const response = await fetch(`${this.#baseUrl}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${idToken}` },
      body: JSON.stringify({ data }),
    }).catch(() => {
      throw new UnreachableError('The functions cannot be reached. Are they still running?');
    });
    return this.#read<CallableFunctions[Name]['result']>(name, response);
  }

  async #read<Result>(name: string, response: Response): Promise<Result> {
    const { status } = response;
    // the callable protocol fixes the form; an answer that is not JSON comes from something in between
    const answer = (await response.json().catch(() => ({}))) as CallableAnswer<Result>;
    if (answer.result !== undefined) return answer.result;
    const fallback = { code: `http-${status}`, message: `${name} answered ${status}.` };
    throw callableError(answer.error ?? {}, fallback, this.#clock.now.value);
  }
}
