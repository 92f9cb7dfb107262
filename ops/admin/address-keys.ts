import type { AddressKeys } from '../../functions/src/domain/linking/address-key.ts';
import type { OperatorQueries } from '../../functions/src/domain/operating/operator-queries.ts';
import { HmacAddressKeys } from '../../functions/src/infra/cryptography/hmac-address-keys.ts';
import { UnusableError } from './admin-error.ts';
import type { Settings } from './settings.ts';

/** Another key would find nobody, and store numbers where nothing finds them. */
export async function verifiedAddressKeys(
  settings: Settings,
  queries: OperatorQueries,
): Promise<AddressKeys> {
  const keys = new HmacAddressKeys({ keys: settings.read('ADDRESS_KEY').ADDRESS_KEY });
  const known = await queries.findAnyMapping();
  if (known === null || keys.keyOf(known.address) === known.addressKey) return keys;
  throw new UnusableError(
    `ADDRESS_KEY is not the key under which ${settings.project} stores its numbers.\n` +
      `  export ADDRESS_KEY="$(firebase functions:secrets:access ADDRESS_KEY --project ${settings.project})"`,
  );
}
