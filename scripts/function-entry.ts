const EXPORT = /^export \{ (\w+) \} from '(\.\/[\w./-]+\.ts)';$/;

/**
 * The bundle's entry, from the text of `functions/src/index.ts`. An instance serves one function, FUNCTION_TARGET, and loads that one
 * alone; where there is none, as when the Firebase CLI looks for functions, all are loaded.
 */
export function functionEntry(index: string): string {
  const functions = index.trim().split('\n').map(parseExport);
  return [
    'const modules = {',
    ...functions.map(({ name, path }) => `  ${name}: () => require('${path}'),`),
    '};',
    "const { FUNCTION_TARGET: target = '' } = process.env;",
    'const names = Object.hasOwn(modules, target) ? [target] : Object.keys(modules);',
    'for (const name of names) exports[name] = modules[name]()[name];',
    '',
  ].join('\n');
}

function parseExport(line: string): { readonly name: string; readonly path: string } {
  const [, name, path] = EXPORT.exec(line) ?? [];
  if (name === undefined || path === undefined) {
    throw new Error(
      `index.ts may hold nothing but lines such as export { f } from './f.ts'; but has: ${line}`,
    );
  }
  return { name, path };
}
