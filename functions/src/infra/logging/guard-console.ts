import { describeError } from './describe-error.ts';

/* oxlint-disable no-console -- this is the one place that stands between the console and what others print there */
const print = console.error.bind(console);

/**
 * When functions-framework refuses a request before any function sees it, it prints the parser's error, and that error holds the body.
 * Of an error only its class, its code and its frames are printed.
 * https://github.com/expressjs/body-parser#errors
 */
console.error = (...values: unknown[]): void => {
  print(...values.map((value) => (value instanceof Error ? describeError(value).stack_trace : value)));
};
