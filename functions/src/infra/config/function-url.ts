import type { AppConfig } from './app-config.ts';

/** Where one of our functions is reached, under the name with which it is deployed. */
export function functionUrl(
  { publicBaseUrl, functionPrefix }: Pick<AppConfig, 'publicBaseUrl' | 'functionPrefix'>,
  functionName: string,
): string {
  return `${publicBaseUrl}/${functionPrefix}${functionName}`;
}

/** What the Firebase CLI puts before the name of each function of a kit, whose instance it tells in FIREBASE_KIT_INSTANCE_ID. */
export function functionPrefixOf(kitInstance: string | undefined): string {
  return kitInstance === undefined ? '' : `kit-${kitInstance}-`;
}
