import { EraseUserUseCase } from '../../app/privacy/erase-user-use-case.ts';
import { ExportUserUseCase } from '../../app/privacy/export-user-use-case.ts';
import { HmacAddressKeys } from '../cryptography/hmac-address-keys.ts';
import { HmacUserKeys } from '../cryptography/hmac-user-keys.ts';
import type { Foundation } from './foundation.ts';
import type { OutsideWorld } from './outside-world.ts';

/** A callable answers 32 MiB at most: https://cloud.google.com/run/quotas#request_limits */
const MOST_EXPORTED_BYTES = 24 * 1024 * 1024;

export function privacyUseCases(foundation: Foundation, { transactions, records }: OutsideWorld) {
  const { config, environment, logger } = foundation;
  const keys = new HmacAddressKeys({ keys: config.keys.addressKeys });
  const userKeys = new HmacUserKeys({ keys: config.keys.addressKeys });
  const base = { transactions, userKeys, clock: environment.clock, logger };
  return {
    eraseUser: new EraseUserUseCase({ ...base, keys, receiptRetention: config.retention.erasure }),
    exportUser: new ExportUserUseCase({
      ...base,
      records,
      exportsPerDay: config.calls.exportsPerDay,
      mostBytes: MOST_EXPORTED_BYTES,
    }),
  };
}
