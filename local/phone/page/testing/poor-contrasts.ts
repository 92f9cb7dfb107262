type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const ENOUGH = 4.5;

/** The visible texts whose contrast is below WCAG 2.2 AA, as "text: ratio"; gradients and disabled controls are left out. */
export function poorContrasts(): readonly string[] {
  return elementsIn(document)
    .filter(
      (element) =>
        element.checkVisibility() && !element.matches(':disabled, :disabled *') && hasText(element),
    )
    .map((element) => ({ text: element.textContent.trim(), ratio: ratioOf(element) }))
    .filter(({ ratio }) => ratio < ENOUGH)
    .map(({ text, ratio }) => `${text}: ${ratio.toFixed(2)}`);
}

/** All of them, those of web components too. */
function elementsIn(root: ParentNode): readonly Element[] {
  const elements = [...root.querySelectorAll('*')];
  const inside = elements.flatMap(({ shadowRoot }) => (shadowRoot ? elementsIn(shadowRoot) : []));
  return [...elements, ...inside];
}

function hasText(element: Element): boolean {
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
}

function ratioOf(element: Element): number {
  const background = backgroundOf(element);
  if (!background) return Infinity;
  const one = luminance(colourOf(getComputedStyle(element).color));
  const other = luminance(background);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function backgroundOf(element: Element | null): Colour | undefined {
  for (let current = element; current; current = parentOf(current)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(current);
    if (backgroundImage.startsWith('linear')) return undefined;
    if (colourOf(backgroundColor)[3] === 1) return colourOf(backgroundColor);
  }
  return undefined;
}

function parentOf({ parentElement, parentNode }: Element): Element | null {
  return parentElement ?? (parentNode instanceof ShadowRoot ? parentNode.host : null);
}

function colourOf(css: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
