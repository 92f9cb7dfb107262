import { startVitest } from 'vitest/node';
import { CountReporter } from '../support/count-reporter.ts';

/** Runs the tests of the folder given as argument, as `npm test` runs ours. */
await startVitest('test', [], {
  root: process.argv[2] ?? '',
  config: false,
  watch: false,
  globals: true,
  reporters: ['default', new CountReporter()],
});
