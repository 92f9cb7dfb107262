import Table from 'cli-table3';

export type Cell = string | number;

/** Rows of texts and numbers under these heads, the first column to the left and the others to the right. */
export interface TableContent {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function terminalTable({ heads, rows }: TableContent): string {
  const table = new Table({
    head: [...heads],
    colAligns: heads.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => row.map(String)));
  return table.toString();
}

export function markdownTable({ heads, rows }: TableContent): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}
