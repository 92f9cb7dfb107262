import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { firestoreProtos } from './firestore-protos.ts';

/** Modules that a package loads although no function of ours ever calls them, and what stands in their place. */
const replacements: readonly { readonly module: RegExp; readonly contents: string }[] = [
  // every client makes one, for an API that Firestore does not have
  {
    module: /\/google-gax\/build\/src\/locationService\.js$/,
    contents: 'exports.LocationsClient = class { async close() {} };',
  },
  // the messages of that API, of IAM and of long-running operations
  {
    module: /\/google-gax\/build\/protos\/(?:iam_service|locations|operations)\.js$/,
    contents: 'exports.google = {};',
  },
];

/** What firebase-functions loads at once and needs for callables and tasks only: it is loaded with the first call. */
const deferred = new Map([
  ['firebase-admin/auth', 'getAuth'],
  ['firebase-admin/app-check', 'getAppCheck'],
]);

/** Leaves out of the bundle what costs start-up time and is never used. The source, run as it is, loads everything. */
export const leanPackages: Plugin = {
  name: 'lean packages',
  setup(build) {
    build.onResolve({ filter: /^firebase-admin\/(?:auth|app-check)$/ }, ({ path, importer, resolveDir }) =>
      importer.includes('/firebase-functions/')
        ? { path, namespace: 'deferred', pluginData: resolveDir }
        : null,
    );
    build.onLoad({ filter: /./, namespace: 'deferred' }, ({ path, pluginData: resolveDir }) => {
      const name = deferred.get(path);
      const contents = `exports.${name} = (...parameters) => require('${path}').${name}(...parameters);`;
      return { contents, resolveDir };
    });
    for (const { module, contents } of replacements) build.onLoad({ filter: module }, () => ({ contents }));
    build.onLoad({ filter: /\/firestore-api\/build\/protos\/protos\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(firestoreProtos(JSON.parse(await readFile(path, 'utf8')))),
      loader: 'json',
    }));
  },
};
