export class XmlSyntaxError extends Error {
  override readonly name = 'XmlSyntaxError';
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

export function refuseForbiddenCharacters(text: string): void {
  const found = FORBIDDEN.exec(text)?.[0];
  if (found === undefined) return;
  throw new XmlSyntaxError(`Character U+${(found.codePointAt(0) ?? 0).toString(16)} is not allowed in XML.`);
}

/** Decodes the five entities of XML and numeric references; anything else after an ampersand is an error. */
export function decodeReferences(text: string): string {
  return text.replace(/&([^;&<]*;?)/gu, (reference, body: string) => {
    if (!body.endsWith(';')) throw new XmlSyntaxError('An ampersand is not escaped.');
    return decodeReference(body.slice(0, -1), reference);
  });
}

function decodeReference(name: string, reference: string): string {
  const entity = ENTITIES.get(name);
  if (entity !== undefined) return entity;
  const [, hexadecimal, decimal] = /^#(?:x([\dA-Fa-f]{1,6})|(\d{1,7}))$/u.exec(name) ?? [];
  const code = hexadecimal === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hexadecimal, 16);
  if (!(code <= 0x10ffff)) throw new XmlSyntaxError(`${reference} is not defined.`);
  const character = String.fromCodePoint(code);
  refuseForbiddenCharacters(character);
  return character;
}
