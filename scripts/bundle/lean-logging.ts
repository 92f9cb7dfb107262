import type { Plugin } from 'esbuild';
import { join } from 'node:path';

/** What logging-winston needs of the Cloud Logging client where it writes to standard output, in place of the whole client. */
export const leanLogging: Plugin = {
  name: 'lean logging',
  setup(build) {
    build.onResolve({ filter: /^@google-cloud\/logging$/ }, ({ importer }) =>
      importer.includes('/logging-winston/')
        ? { path: join(import.meta.dirname, 'stdout-logging.ts') }
        : null,
    );
    // the transport never asks for it
    build.onLoad({ filter: /\/logging-winston\/build\/src\/middleware\/express\.js$/ }, () => ({
      contents: '',
    }));
  },
};
