/** A value as indented JSON, coloured by what each part is. */
export function JsonView({ value }: { readonly value: unknown }) {
  return (
    <pre class="json">
      <code>
        {tokensOf(value).map(({ kind, text }, index) => (
          <span key={index} class={kind}>
            {text}
          </span>
        ))}
      </code>
    </pre>
  );
}

interface Token {
  readonly kind: 'key' | 'text' | 'numeral' | 'word' | 'mark';
  readonly text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|([^"\d\w-]+)/g;

function tokensOf(value: unknown): readonly Token[] {
  const json = JSON.stringify(value, undefined, 2) ?? 'null';
  return [...json.matchAll(TOKEN)].flatMap(([all, quoted, colon, number, word]): Token[] => {
    if (quoted && colon)
      return [
        { kind: 'key', text: quoted },
        { kind: 'mark', text: colon },
      ];
    if (quoted) return [{ kind: 'text', text: quoted }];
    if (number) return [{ kind: 'numeral', text: number }];
    return [{ kind: word ? 'word' : 'mark', text: all }];
  });
}
