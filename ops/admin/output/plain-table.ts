import Table from 'cli-table3';

const BORDERS = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
] as const;

/** Columns without lines around them. */
export class PlainTable {
  readonly #table = new Table({
    chars: Object.fromEntries(BORDERS.map((border) => [border, ''])),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });

  /** A cell may have several lines. */
  add(...cells: readonly string[]): void {
    this.#table.push([...cells]);
  }

  toString(): string {
    return this.#table.toString().replaceAll(/ +$/gm, '');
  }
}
