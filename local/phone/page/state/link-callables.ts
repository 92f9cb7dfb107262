import { LinkError, type LinkCallables } from '../../../../examples/link-button/link-button.ts';
import { CallableError } from './callable-error.ts';
import type { Callables } from './callables.ts';
import { UnreachableError } from './unreachable-error.ts';

/** The callables as the link button takes them; the token is asked for at each call, since it changes with every sign-in. */
export function linkCallables(callables: Callables, idToken: () => string): LinkCallables {
  return {
    startLink: (data) => explained(callables.call('startLink', data, idToken())),
    confirmLink: (data) => explained(callables.call('confirmLink', data, idToken())),
    cancelLink: (data) => explained(callables.call('cancelLink', data, idToken())),
    unlink: () => explained(callables.call('unlink', {}, idToken())),
  };
}

async function explained<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallableError) throw new LinkError(error.code, { ...error.details, cause: error });
    if (error instanceof UnreachableError) throw new LinkError(error.code, { cause: error });
    throw error;
  }
}
