import { decodeReferences, refuseForbiddenCharacters, XmlSyntaxError } from './xml-characters.ts';
import type { XmlElement } from './xml-element.ts';

const NAME = '[A-Za-z_:][\\w:.-]*';
const OPENING = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'uy');
const CLOSING = new RegExp(`</(${NAME})\\s*>`, 'uy');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');
const DECLARATION = /<\?xml\s[^?]*\?>/uy;
const COMMENT = /<!--(?:(?!--)[\s\S])*-->/uy;
const CHARACTER_DATA = /<!\[CDATA\[([\s\S]*?)\]\]>/uy;
const TEXT = /[^<]+/uy;

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
}

/** Parses what TwiML uses of XML and refuses the rest, document types included. Throws XmlSyntaxError. */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
  refuseForbiddenCharacters(text);
  return new XmlReader(text).read();
}

class XmlReader {
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  #position = 0;
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    this.#match(DECLARATION);
    while (this.#position < this.#text.length) this.#readNext();
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) throw new XmlSyntaxError(`<${unclosed.name}> is not closed.`);
    if (this.#root === undefined) throw new XmlSyntaxError('The document has no element.');
    return this.#root;
  }

  #readNext(): void {
    if (this.#match(COMMENT) !== undefined) return;
    const opening = this.#match(OPENING);
    if (opening !== undefined) return this.#readOpening(opening);
    const closing = this.#match(CLOSING);
    if (closing !== undefined) return this.#close(closing[1] ?? '');
    const data = this.#match(CHARACTER_DATA);
    if (data !== undefined) return this.#addText(data[1] ?? '', 'data');
    const text = this.#match(TEXT);
    if (text !== undefined) return this.#addText(text[0], 'markup');
    throw new XmlSyntaxError(`The markup at character ${this.#position + 1} is not well-formed.`);
  }

  #readOpening([, name = '', attributes = '', selfClosing]: RegExpExecArray): void {
    if (this.#open.length === 0 && this.#root !== undefined) {
      throw new XmlSyntaxError('A document has only one root element.');
    }
    this.#open.push({ name, attributes: readAttributes(attributes), children: [] });
    if (selfClosing === '/') this.#close(name);
  }

  #close(name: string): void {
    const element = this.#open.pop();
    if (element?.name !== name) throw new XmlSyntaxError(`</${name}> closes nothing.`);
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
  }

  #addText(text: string, kind: 'data' | 'markup'): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) {
      if (kind === 'markup' && text.includes(']]>')) throw new XmlSyntaxError('"]]>" is not escaped.');
      parent.children.push(kind === 'data' ? text : decodeReferences(text));
      return;
    }
    if (kind === 'data' || text.trim() !== '')
      throw new XmlSyntaxError('Text stands outside the root element.');
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match !== undefined) this.#position = pattern.lastIndex;
    return match;
  }
}

function readAttributes(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', doubleQuoted, singleQuoted] of source.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new XmlSyntaxError(`The attribute ${name} is repeated.`);
    attributes.set(name, decodeReferences(doubleQuoted ?? singleQuoted ?? ''));
  }
  return attributes;
}
