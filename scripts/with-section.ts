export interface Section {
  readonly name: string;
  /** The command that makes it. */
  readonly madeBy: string;
  readonly content: string;
}

/** The page with what stands between the two marks of the section made anew. Throws where a mark is not there once. */
export function withSection(page: string, { name, madeBy, content }: Section): string {
  const begin = `<!-- ${name}: made by \`${madeBy}\`, do not edit -->`;
  const end = `<!-- ${name}: end -->`;
  const [before, rest] = halves(page, begin);
  const [, after] = halves(rest, end);
  return `${before}${begin}\n\n${content}\n\n${end}${after}`;
}

function halves(text: string, mark: string): readonly [string, string] {
  const [before, after, ...others] = text.split(mark);
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`The page must hold this line once: ${mark}`);
  }
  return [before, after];
}
