/** UTF-16 units: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
const LONGEST_BODY = 1600;

/**
 * Cuts a long text into parts of at most `limit` UTF-16 units (two or more): behind a word where one ends in the second half of a part,
 * else between two characters as a reader sees them. White space at a cut is dropped, and nothing else.
 */
export function splitText(text: string, limit = LONGEST_BODY): readonly string[] {
  if (limit < 2) throw new RangeError('A part needs room for two UTF-16 units: give a larger limit.');
  if (text.length <= limit) return [text];
  const characters = charactersOf(text, limit);
  const parts: string[] = [];
  let start = 0;
  for (let end = endOfPart(characters, start, limit); end < characters.length;) {
    const part = characters.slice(start, startOfBlanks(characters, start, end)).join('');
    if (part !== '') parts.push(part);
    start = endOfBlanks(characters, end);
    end = endOfPart(characters, start, limit);
  }
  if (start < characters.length) parts.push(characters.slice(start).join(''));
  // whoever is given no part of a blank text would take it for sent
  return parts.length === 0 ? [text.slice(0, limit)] : parts;
}

/** What a reader takes for one character, or its code points where even one does not fit into a part. */
function charactersOf(text: string, limit: number): readonly string[] {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return Array.from(graphemes, ({ segment }) =>
    segment.length <= limit ? [segment] : Array.from(segment),
  ).flat();
}

/** Behind the last word that ends in the second half of what fits, else behind all that fits. */
function endOfPart(characters: readonly string[], start: number, limit: number): number {
  const end = endOfRoom(characters, start, limit);
  if (end === characters.length) return end;
  for (let index = end; index > (start + end) / 2; index -= 1) {
    if (isBlank(characters[index])) return index;
  }
  return end;
}

function endOfRoom(characters: readonly string[], start: number, limit: number): number {
  let room = limit;
  let end = start;
  for (const character of characters.slice(start, start + limit)) {
    room -= character.length;
    if (room < 0) break;
    end += 1;
  }
  return end;
}

function startOfBlanks(characters: readonly string[], start: number, end: number): number {
  let first = end;
  while (first > start && isBlank(characters[first - 1])) first -= 1;
  return first;
}

function endOfBlanks(characters: readonly string[], start: number): number {
  let end = start;
  while (isBlank(characters[end])) end += 1;
  return end;
}

function isBlank(character: string | undefined): boolean {
  return character?.trim() === '';
}
