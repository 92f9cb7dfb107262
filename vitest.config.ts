import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './functions/test/support/count-reporter.ts';

/** Their files leave nothing behind that the next one could meet, so that many of them share a process and what it has loaded. */
const sharedProcess = [
  'functions/test/domain',
  'functions/test/{app,costs}',
  'functions/test/security',
  'functions/test/infra/{config,cryptography,metrics,processing,twilio}',
  'functions/test/infra/logging',
  'bench/report',
  'examples/link-button/{linking,texts}',
  'local/auth',
  'local/firestore/value',
  'local/phone/page',
  'local/{product,scheduler,tasks,twilio}',
  'local/soak/{faults,invariants}',
  'ops/doctor',
].map((folder) => `${folder}/**/*.test.ts`);

/** They ask the Auth emulator, where there is one: `npm run test:auth-emulator` starts it. */
const emulatorTests = process.env['FIREBASE_AUTH_EMULATOR_HOST'] ? [] : ['functions/test/auth-emulator/**'];

/** The example imports the package of the functions, which is its source here. */
const functionsPackage = [
  { find: /^@linkline\/functions$/, replacement: join(import.meta.dirname, 'functions/src/index.ts') },
  { find: '@linkline/functions/lib', replacement: join(import.meta.dirname, 'functions/src/lib.ts') },
];

export default defineConfig({
  resolve: { alias: functionsPackage },
  test: {
    setupFiles: ['functions/test/support/refuse-network.ts'],
    reporters: ['default', new CountReporter()],
    // a line that firebase-functions prints for each call of a callable
    onConsoleLog: (line) => !line.includes('callable-request-verification'),
    // one more than cores: tests wait for processes, browsers and the clock half of the time
    maxWorkers: availableParallelism() + 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'shared process', include: sharedProcess, isolate: false } },
      {
        extends: true,
        test: {
          name: 'own process',
          include: ['{examples,functions/test,local,ops}/**/*.test.ts'],
          exclude: [...sharedProcess, ...emulatorTests],
        },
      },
    ],
  },
});
