import { RefusedError, UsageError } from './admin-error.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Asks before something happens to people of a real project. Throws `RefusedError` or, with nobody to ask, `UsageError`. */
export async function confirmDeed(
  deed: string,
  { terminal, settings, isAgreed }: { terminal: Terminal; settings: Settings; isAgreed: boolean },
): Promise<void> {
  if (!settings.isReal || isAgreed) return;
  if (!terminal.isInteractive) throw new UsageError(`${deed} changes ${settings.project}: say --yes.`);
  if (!(await terminal.confirm(`${deed} in ${settings.project}?`))) {
    throw new RefusedError('Nothing was changed.');
  }
}
