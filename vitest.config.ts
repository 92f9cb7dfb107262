import { defineConfig } from 'vitest/config';
import { CountReporter } from './functions/test/support/count-reporter.ts';

const pureTests = ['functions/test/domain/**/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['functions/test/support/refuse-network.ts'],
    reporters: ['default', new CountReporter()],
    // a line that firebase-functions prints for each call of a callable
    onConsoleLog: (line) => !line.includes('callable-request-verification'),
    // vitest would leave one of two cores idle
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      // nothing in the domain has state, so its files need no process of their own
      { extends: true, test: { name: 'domain', include: pureTests, isolate: false } },
      {
        extends: true,
        test: {
          name: 'world',
          include: ['functions/test/**/*.test.ts', 'local/**/*.test.ts', 'ops/**/*.test.ts'],
          exclude: pureTests,
        },
      },
    ],
  },
});
