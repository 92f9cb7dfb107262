import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy.ts';

/** `dns.lookup`, as far as it is used. */
export type ResolveHost = (
  host: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** None of a host's addresses is permitted. */
export class AddressRefusedError extends Error {}

/** What a socket asks instead of the system. Nothing else looks the host up, so no second answer can differ from the checked one. */
export function permittedLookup(resolveHost: ResolveHost, policy: AddressPolicy): LookupFunction {
  return (host, options, callback) => {
    resolveHost(host, { all: true }, (error, addresses) => {
      const permitted =
        error === null ? addresses.filter(({ address }) => policy.permitsAddress(address)) : [];
      const [first] = permitted;
      if (first === undefined) callback(error ?? new AddressRefusedError(), []);
      else if (options.all === true) callback(null, permitted);
      else callback(null, first.address, first.family);
    });
  };
}
