import { currentEnvironment } from '../environment.ts';
import { describeError } from '../logging/describe-error.ts';
import { writeLine } from '../logging/write-line.ts';
import { whatsAppModule, type WhatsAppModule } from '../whatsapp-module.ts';
import { leaveDomain } from './leave-domain.ts';

/** What every invocation begins with: the module. Where it cannot be built there is no logger either, and one plain structured line tells the operator why. */
export async function startedModule(): Promise<WhatsAppModule> {
  leaveDomain();
  try {
    return await whatsAppModule();
  } catch (error) {
    const { logOutput = writeLine } = currentEnvironment();
    logOutput(JSON.stringify({ severity: 'CRITICAL', message: 'start-failed', ...describeError(error) }));
    throw error;
  }
}
