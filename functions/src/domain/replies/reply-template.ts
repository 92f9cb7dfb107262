/** The names in braces of a text, as a type: `'product'` of `'This is {product}.'`. */
export type PlaceholderIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderIn<Rest>
  : never;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** In the order of the text, and as often as they are there. */
export function placeholdersIn(template: string): readonly string[] {
  return Array.from(template.matchAll(PLACEHOLDER), ([, name = '']) => name);
}

/** Values are put in as they are: braces in them mean nothing. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}
