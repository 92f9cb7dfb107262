import { BlockList, isIP } from 'node:net';

interface AddressPolicyOptions {
  /** Machines of this network and of this machine, for a product that runs beside Linkline. */
  readonly allowPrivateAddresses: boolean;
}

/** What answers with credentials: https://cloud.google.com/compute/docs/metadata/overview */
const METADATA_NAMES = new Set(['metadata', 'metadata.google.internal', 'metadata.goog']);

/** The metadata services of the clouds, by IPv4: link-local addresses, Alibaba, Azure, Oracle. */
const METADATA_SUBNETS = [
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
] as const;

/** IPv4-compatible, IPv4-translated and NAT64: an IPv4 address follows. A `BlockList` knows the IPv4-mapped ones itself. */
const EMBEDDING_PREFIXES = ['::', '::ffff:0:', '64:ff9b::'];

/** Link-local; the metadata services of AWS and Google; and tunnels, whose IPv4 address is not told apart: NAT64, Teredo, 6to4. */
const NEVER_IPV6 = [
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
] as const;

/** https://www.iana.org/assignments/iana-ipv4-special-registry and multicast */
const PRIVATE_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** Within global unicast: https://www.iana.org/assignments/iana-ipv6-special-registry */
const PRIVATE_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
] as const;

const never = neverPermitted();
const privateIpv4 = listOf(PRIVATE_IPV4, 'ipv4');
const privateIpv6 = listOf(PRIVATE_IPV6, 'ipv6');
const globalUnicast = listOf([['2000::', 3]], 'ipv6');
const loopback = listOf([['127.0.0.0', 8]], 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Where Linkline may connect to: never to a metadata service, and to private addresses only where that is allowed. */
export class AddressPolicy {
  readonly #allowPrivateAddresses: boolean;

  constructor({ allowPrivateAddresses }: AddressPolicyOptions) {
    this.#allowPrivateAddresses = allowPrivateAddresses;
  }

  /** Judges the scheme and the host as far as it is known without asking for its addresses. */
  permitsUrl({ protocol, hostname }: URL): boolean {
    const host = hostname.replace(/^\[|\]$|\.$/g, '');
    if (METADATA_NAMES.has(host)) return false;
    if (isIP(host) !== 0 && !this.permitsAddress(host)) return false;
    return protocol === 'https:' || (protocol === 'http:' && this.#allowPrivateAddresses && isLoopback(host));
  }

  /** `address` is an IP address. */
  permitsAddress(address: string): boolean {
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (never.check(address, family)) return false;
    return this.#allowPrivateAddresses || isPublic(address, family);
  }
}

function isPublic(address: string, family: 'ipv4' | 'ipv6'): boolean {
  if (family === 'ipv4') return !privateIpv4.check(address);
  return globalUnicast.check(address, family) && !privateIpv6.check(address, family);
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 0) return host === 'localhost';
  return loopback.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}

function neverPermitted(): BlockList {
  const list = listOf(NEVER_IPV6, 'ipv6');
  for (const [network, prefix] of METADATA_SUBNETS) {
    list.addSubnet(network, prefix, 'ipv4');
    for (const embedding of EMBEDDING_PREFIXES) list.addSubnet(`${embedding}${network}`, 96 + prefix, 'ipv6');
  }
  return list;
}

function listOf(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
