import { generateKeyPairSync, sign } from 'node:crypto';

export interface SelfSignedCertificate {
  /** Both in PEM. */
  readonly key: string;
  readonly cert: string;
}

const ED25519 = der(0x30, objectIdentifier(0x2b, 0x65, 0x70));
const COMMON_NAME = objectIdentifier(0x55, 0x04, 0x03);
const ALTERNATIVE_NAME = objectIdentifier(0x55, 0x1d, 0x11);
const VERSION_3 = der(0xa0, der(0x02, Buffer.of(2)));
const SERIAL_NUMBER = der(0x02, Buffer.of(1));
const VALIDITY = der(0x30, der(0x17, Buffer.from('250101000000Z')), der(0x17, Buffer.from('491231235959Z')));

/** A certificate of its own for one host name: https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
export function selfSignedCertificate(host: string): SelfSignedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(host)))));
  const alternativeNames = der(0x04, der(0x30, der(0x82, Buffer.from(host))));
  const content = der(
    0x30,
    VERSION_3,
    SERIAL_NUMBER,
    ED25519,
    name,
    VALIDITY,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, der(0x30, ALTERNATIVE_NAME, alternativeNames))),
  );
  const signature = der(0x03, Buffer.of(0), sign(null, content, privateKey));
  const certificate = der(0x30, content, ED25519, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  };
}

function objectIdentifier(...bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
