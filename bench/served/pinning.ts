import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const LOAD_CORE = '0';
const SERVER_CORE = '1';

/** Of the machine, counted before this process is kept off one of them. */
export const cores = availableParallelism();

/** Whether what is measured can have a core to itself: it needs `taskset` and two cores. */
export const canPin = cores > 1 && hasTaskset();

/** The command line that runs this program of Node on the server's core. */
export function onServerCore(parameters: readonly string[]): readonly [string, ...string[]] {
  if (!canPin) return [process.execPath, ...parameters];
  return ['taskset', '--cpu-list', SERVER_CORE, process.execPath, ...parameters];
}

/** Keeps this process, which makes the load and plays the backends, off the server's core. */
export function moveToLoadCore(): void {
  if (!canPin) return;
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', LOAD_CORE, String(process.pid)], {
    stdio: 'ignore',
  });
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
