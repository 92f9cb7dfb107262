import type { Plugin } from 'esbuild';

/** Puts another file of the same exports in the place of one of ours. */
export function replacingModule(name: string, replacement: URL): Plugin {
  return {
    name: `replacing ${name}`,
    setup(build) {
      build.onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, ({ importer }) =>
        importer === replacement.pathname ? null : { path: replacement.pathname },
      );
    },
  };
}
