import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './functions/test/support/count-reporter.ts';

/** Their files leave nothing behind that the next one could meet, so that many of them share a process and what it has loaded. */
const sharedProcess = [
  'functions/test/domain',
  'functions/test/app',
  'functions/test/security',
  'functions/test/infra/{config,cryptography,firestore,metrics,processing,twilio}',
  'local/auth',
  'local/firestore/{indexes,server,store,value}',
  'local/phone/page',
  'local/soak/{faults,invariants}',
  'local/{product,scheduler,tasks,twilio}',
].map((folder) => `${folder}/**/*.test.ts`);

/** They ask the Auth emulator, where there is one: `npm run test:auth-emulator` starts it. */
const emulatorTests = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ? [] : ['functions/test/auth-emulator/**'];

export default defineConfig({
  test: {
    setupFiles: ['functions/test/support/refuse-network.ts'],
    reporters: ['default', new CountReporter()],
    // a line that firebase-functions prints for each call of a callable
    onConsoleLog: (line) => !line.includes('callable-request-verification'),
    // one more than there are cores, since tests that wait leave theirs idle
    maxWorkers: availableParallelism() + 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'shared process', include: sharedProcess, isolate: false } },
      {
        extends: true,
        test: {
          name: 'own process',
          include: ['functions/test/**/*.test.ts', 'local/**/*.test.ts', 'ops/**/*.test.ts'],
          exclude: [...sharedProcess, ...emulatorTests],
        },
      },
    ],
  },
});
