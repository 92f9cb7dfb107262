import type { AppConfig } from '../../functions/src/infra/config/app-config.ts';
import { functionPrefixOf } from '../../functions/src/infra/config/function-url.ts';
import type { Settings } from './settings.ts';

/** Where the settings have the functions answer. Throws `UnusableError`. */
export function functionAddresses(settings: Settings): Pick<AppConfig, 'publicBaseUrl' | 'functionPrefix'> {
  const { PUBLIC_BASE_URL, FUNCTION_DEFAULT_REGION, FIREBASE_KIT_INSTANCE_ID } = settings.read(
    'PUBLIC_BASE_URL',
    'FUNCTION_DEFAULT_REGION',
    'FIREBASE_KIT_INSTANCE_ID',
  );
  const ownAddress = `https://${FUNCTION_DEFAULT_REGION}-${settings.project}.cloudfunctions.net`;
  return {
    publicBaseUrl: PUBLIC_BASE_URL || ownAddress,
    functionPrefix: functionPrefixOf(FIREBASE_KIT_INSTANCE_ID),
  };
}
