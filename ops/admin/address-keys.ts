import type { AddressKeys } from '../../functions/src/domain/linking/address-key.ts';
import type { OperatorQueries } from '../../functions/src/domain/operating/operator-queries.ts';
import type { KeyChange, Rekeying } from '../../functions/src/domain/operating/rekeying.ts';
import { configurationSchema } from '../../functions/src/infra/config/configuration-schema.ts';
import type { Secret } from '../../functions/src/infra/config/secret.ts';
import { HmacAddressKeys, hmacKeyChange } from '../../functions/src/infra/cryptography/hmac-address-keys.ts';
import { UnusableError } from './admin-error.ts';
import type { Settings } from './settings.ts';

interface StoredKeys {
  readonly settings: Settings;
  readonly queries: OperatorQueries;
  readonly rekeying: Rekeying;
}

/** Other keys would find nobody, and store numbers where nothing finds them; so would any while a rekeying is not finished. */
export async function verifiedAddressKeys({ settings, queries, rekeying }: StoredKeys): Promise<AddressKeys> {
  const keys = new HmacAddressKeys({ keys: settings.read('ADDRESS_KEY').ADDRESS_KEY });
  const [latest, known] = await Promise.all([rekeying.find(), queries.findAnyMapping()]);
  if (latest !== null && !latest.isFinished) {
    throw new UnusableError(
      `A rekeying of ${settings.project} is not finished, and nobody is found until then.\n` +
        '  npm run admin -- rekey goes on with it, with the same ADDRESS_KEY and NEW_ADDRESS_KEY',
    );
  }
  if (known === null || keys.keyOf(known.address) === known.addressKey) return keys;
  const chain = latest === null ? '' : ' It has been rekeyed: ADDRESS_KEY holds all keys, the oldest first.';
  throw new UnusableError(
    `ADDRESS_KEY is not the key under which ${settings.project} stores its numbers.${chain}\n` +
      `  export ADDRESS_KEY="$(firebase functions:secrets:access ADDRESS_KEY --project ${settings.project})"`,
  );
}

/** From ADDRESS_KEY to what it will be with NEW_ADDRESS_KEY. Neither is ever an argument, which other users of the machine could see. */
export function keyChangeOf(settings: Settings): KeyChange {
  const keys = settings.read('ADDRESS_KEY').ADDRESS_KEY;
  return hmacKeyChange({ keys, key: newKeyOf(settings, keys) });
}

function newKeyOf(settings: Settings, keys: readonly Secret[]): Secret {
  const { data: [key, ...more] = [] } = configurationSchema.shape.ADDRESS_KEY.safeParse(
    settings.texts['NEW_ADDRESS_KEY']?.trim(),
  );
  if (key === undefined || more.length > 0) {
    throw new UnusableError(
      'NEW_ADDRESS_KEY is not one key of at least 32 characters. Make one, and keep it before you use it:\n' +
        `  openssl rand -hex 32 | firebase functions:secrets:set NEW_ADDRESS_KEY --data-file - --project ${settings.project}\n` +
        `  export NEW_ADDRESS_KEY="$(firebase functions:secrets:access NEW_ADDRESS_KEY --project ${settings.project})"`,
    );
  }
  if (keys.some((one) => one.reveal() === key.reveal())) {
    throw new UnusableError('NEW_ADDRESS_KEY is in ADDRESS_KEY already: there is nothing to do.');
  }
  if (settings.texts['LINK_CODE_KEY']?.trim() === key.reveal()) {
    throw new UnusableError('NEW_ADDRESS_KEY is the same as LINK_CODE_KEY: make a key of its own.');
  }
  return key;
}
