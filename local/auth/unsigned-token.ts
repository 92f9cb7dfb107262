/** A JSON Web Token without a signature (alg none), as the Firebase emulators make and accept them. */
export function unsignedToken(claims: Readonly<Record<string, unknown>>): string {
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
