import type { AppConfig } from './app-config.ts';
import { parseAppConfig } from './parse-app-config.ts';

/**
 * Reads what the platform set. Not through `.value()`: for a number that is missing or unreadable it answers 0, and for a secret that
 * a function forgot to list an empty text. Throws `ConfigurationError`.
 */
export function readAppConfig(): AppConfig {
  return parseAppConfig(process.env, process.env['GCLOUD_PROJECT'] ?? '');
}
