import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['functions/test/**/*.test.ts', 'local/**/*.test.ts'],
    setupFiles: ['functions/test/support/refuse-network.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
