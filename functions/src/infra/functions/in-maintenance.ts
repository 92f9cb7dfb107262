import type { WhatsAppModule } from '../whatsapp-module.ts';

/** Tells an answer in maintenance from every other 503; `admin rekey` looks for it. */
export const MAINTENANCE_HEADER = 'Linkline-Maintenance';

const told = new WeakSet<WhatsAppModule>();

/** Whether everything has to stay as it is. An instance says so once, since events and tasks come again and again. */
export function isInMaintenance(module: WhatsAppModule): boolean {
  const { maintenance } = module.config;
  if (maintenance && !told.has(module)) {
    told.add(module);
    module.logger.warn('in-maintenance');
  }
  return maintenance;
}
