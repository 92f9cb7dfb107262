import { defineConfig } from 'vitest/config';
import { CountReporter } from './functions/test/support/count-reporter.ts';

export default defineConfig({
  test: {
    include: ['functions/test/**/*.test.ts', 'local/**/*.test.ts'],
    setupFiles: ['functions/test/support/refuse-network.ts'],
    reporters: ['default', new CountReporter()],
    // a line that firebase-functions prints for each call of a callable
    onConsoleLog: (line) => !line.includes('callable-request-verification'),
    // vitest would leave one of two cores idle
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
