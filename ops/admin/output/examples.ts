/** The end of a help text. */
export function examples(...commands: readonly string[]): string {
  return ['', 'Examples:', ...commands.map((command) => `  npm run admin -- ${command}`), ''].join('\n');
}
