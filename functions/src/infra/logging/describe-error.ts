import { getSystemErrorMap } from 'node:util';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { isConstant } from './constant-form.ts';
import { stackFramesOf } from './stack-frames.ts';

const LONGEST_CHAIN = 5;
const CLASS_NAME = /^(?=.{1,64}$)[A-Z][A-Za-z]*(?:Error|Exception)$/;
const NODE_CODE = /^ERR_[A-Z0-9_]{1,60}$/;
const FIREBASE_CODE = /^[a-z]+\/[a-z]+(?:-[a-z]+)*$/;
const LARGEST_PROVIDER_CODE = 99_999;
const systemCodes = new Set([...getSystemErrorMap().values()].map(([name]) => name));

export interface ErrorDescription {
  readonly error_name: string;
  readonly error_code?: string | number;
  /** Starts like an error's own stack, as Error Reporting groups by it. */
  readonly stack_trace: string;
}

/**
 * What may be said of an error: its class, its code and where it was thrown, and the same of its causes. Only a domain error's
 * message is kept, because it is a text of ours; a foreign one may quote a request, a number or a token.
 */
export function describeError(error: unknown): ErrorDescription {
  const code = codeOf(error);
  return {
    error_name: nameOf(error),
    ...(code !== undefined && { error_code: code }),
    stack_trace: chainOf(error).map(traceOf).join('\nCaused by: '),
  };
}

function chainOf(error: unknown): readonly unknown[] {
  const chain = [error];
  let last = error;
  while (last instanceof Error && last.cause !== undefined && chain.length < LONGEST_CHAIN) {
    last = last.cause;
    chain.push(last);
  }
  return chain;
}

function traceOf(error: unknown): string {
  return error instanceof Error ? [headerOf(error), ...stackFramesOf(error)].join('\n') : nameOf(error);
}

function headerOf(error: Error): string {
  if (error instanceof DomainError) return `${nameOf(error)}: ${error.message}`;
  const code = codeOf(error);
  return code === undefined ? nameOf(error) : `${nameOf(error)}: ${code}`;
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return `NotAnError (${typeof error})`;
  return CLASS_NAME.test(error.name) ? error.name : 'Error';
}

function codeOf(error: unknown): string | number | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  if (typeof code === 'number') return isProviderCode(code) ? code : undefined;
  if (typeof code !== 'string') return undefined;
  const isKnown =
    isConstant(code) || FIREBASE_CODE.test(code) || NODE_CODE.test(code) || systemCodes.has(code);
  return isKnown ? code : undefined;
}

function isProviderCode(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= LARGEST_PROVIDER_CODE;
}
