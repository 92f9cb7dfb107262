const EXPORT = /^export \{ (\w+) \} from '(\.\/[\w./-]+\.ts)';$/;

export interface ExportedFunction {
  readonly name: string;
  /** From the folder of `functions/src/index.ts`. */
  readonly path: string;
}

/** What `functions/src/index.ts` exports, from its text. */
export function exportedFunctions(index: string): readonly ExportedFunction[] {
  return index.trim().split('\n').map(parseExport);
}

/**
 * The file that the platform loads. An instance serves one function, FUNCTION_TARGET, and loads that one alone; where there is none, as
 * when the Firebase CLI looks for functions, all are loaded. In a function kit the name comes after that of the instance. The last line
 * never runs: it tells the names to what imports the file as a module.
 * https://nodejs.org/api/esm.html#commonjs-namespaces
 */
export function functionEntry(functions: readonly ExportedFunction[]): string {
  const names = functions.map(({ name }) => name).join(', ');
  return `'use strict';
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const compileCache = __dirname + '/compile-cache';
if (existsSync(compileCache)) enableCompileCache({ directory: compileCache, portable: true });
const modules = {
${functions.map(({ name }) => `  ${name}: () => require('./${name}.cjs'),`).join('\n')}
};
const { FUNCTION_TARGET = '', FIREBASE_KIT_INSTANCE_ID: instance } = process.env;
const prefix = 'kit-' + instance;
const target = FUNCTION_TARGET.startsWith(prefix) ? FUNCTION_TARGET.slice(prefix.length + 1) : FUNCTION_TARGET;
const names = Object.hasOwn(modules, target) ? [target] : Object.keys(modules);
for (const name of names) exports[name] = modules[name]()[name];
0 && (module.exports = { ${names} });
`;
}

function parseExport(line: string): ExportedFunction {
  const [, name, path] = EXPORT.exec(line) ?? [];
  if (name === undefined || path === undefined) {
    throw new Error(
      `index.ts may hold nothing but lines such as export { f } from './f.ts'; but has: ${line}`,
    );
  }
  return { name, path };
}
