import { runCommand } from './run-command.ts';

/** Runs npm in a folder, without any script of a package; its output. Throws where it fails. */
export async function runNpm(directory: string, ...parameters: readonly string[]): Promise<string> {
  const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const command = ['npm', ...parameters, ...quietly] as const;
  const { succeeded, output } = await runCommand([...command], () => {}, { cwd: directory });
  if (!succeeded) throw new Error(`npm ${parameters.join(' ')} failed:\n${output}`);
  return output;
}
