import { describe, expect, it } from 'vitest';
import { AddressPolicy } from '../../../src/infra/processing/address-policy.ts';

const strict = new AddressPolicy({ allowPrivateAddresses: false });
const lenient = new AddressPolicy({ allowPrivateAddresses: true });

const listed = (text: string): readonly string[] => text.trim().split(/\s+/);

const PUBLIC = listed('8.8.8.8 100.63.255.255 172.32.0.1 223.255.255.255 2a00:1450::1 2606:4700::1');

const PRIVATE = listed(`
  0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 172.31.255.255 192.0.0.8 192.168.1.1 198.19.0.1 203.0.113.9
  224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
  :: ::1 fc00::1 fd12::1 ff02::1 fec0::1 100::1 2001:db8::1 2001:20::1
  ::ffff:8.8.8.8 ::ffff:10.0.0.1 64:ff9b::808:808 ::10.0.0.1
`);

const METADATA = listed(`
  169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 192.0.0.192
  fe80::1 fe80::1%eth0 febf::1 fd00:ec2::254 fd20:ce::254
  ::ffff:169.254.169.254 ::ffff:a9fe:a9fe 64:ff9b::a9fe:a9fe 64:ff9b::6464:64c8 ::a9fe:a9fe
  ::ffff:0:a9fe:a9fe
  64:ff9b:1::a9fe:a9fe 2002:a9fe:a9fe::1 2001:0:a9fe:a9fe::1
`);

describe('AddressPolicy', () => {
  it('permits public addresses always, private ones only where allowed, and metadata never', () => {
    const judged = (addresses: readonly string[]) =>
      addresses.map((address) => [address, strict.permitsAddress(address), lenient.permitsAddress(address)]);
    expect([...judged(PUBLIC), ...judged(PRIVATE), ...judged(METADATA)]).toEqual([
      ...PUBLIC.map((address) => [address, true, true]),
      ...PRIVATE.map((address) => [address, false, true]),
      ...METADATA.map((address) => [address, false, false]),
    ]);
  });

  it.each([
    ['https://product.example/hook', true, true],
    ['https://8.8.8.8/', true, true],
    ['https://0x7f.1/', false, true],
    ['https://2130706433/', false, true],
    ['https://[::1]:8443/', false, true],
    ['https://localhost/', true, true],
    ['https://[::ffff:169.254.169.254]/', false, false],
    ['https://0xa9fea9fe/', false, false],
    ['https://metadata.google.internal/', false, false],
    ['https://METADATA.google.internal./', false, false],
    ['http://product.example/', false, false],
    ['http://8.8.8.8/', false, false],
    ['http://10.0.0.1/', false, false],
    ['http://127.0.0.1:8080/', false, true],
    ['http://[::1]/', false, true],
    ['http://localhost:8080/', false, true],
    ['http://localhost.example/', false, false],
    ['ftp://127.0.0.1/', false, false],
  ])('%s: %s, and %s where private addresses are allowed', (url, byStrict, byLenient) => {
    expect([strict.permitsUrl(new URL(url)), lenient.permitsUrl(new URL(url))]).toEqual([
      byStrict,
      byLenient,
    ]);
  });
});
