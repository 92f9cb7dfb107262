import { CallableError } from './callable-error.ts';
import { UnreachableError } from './unreachable-error.ts';

/** What went wrong, as it is told to the person. */
export interface Problem {
  readonly message: string;
  readonly code?: string;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof CallableError || error instanceof UnreachableError) {
    return { message: error.message, code: error.code };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

/** Whether nobody answered, which a new connection makes out of date. */
export function isUnreachable({ code }: Problem): boolean {
  return code === 'unreachable';
}
