import type { Terminal } from '../terminal.ts';
import { jsonOf, textOf, type Field } from './cell.ts';
import { PlainTable } from './plain-table.ts';

/** Rows of the same fields. */
export interface List {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly (readonly Field[])[];
  /** Said to people where there is nothing. */
  readonly whenEmpty: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Says the same to people, as tables, and to programs, as one JSON value. */
export class Output {
  readonly #terminal: Terminal;
  readonly #isJson: boolean;

  constructor({ terminal, isJson }: { readonly terminal: Terminal; readonly isJson: boolean }) {
    this.#terminal = terminal;
    this.#isJson = isJson;
  }

  /** What came of a command: one sentence for people. */
  outcome(sentence: string, fields: readonly Field[]): void {
    if (this.#isJson) this.json(objectOf(fields));
    else this.#terminal.print(sentence);
  }

  list(list: List): void {
    if (this.#isJson) this.json({ [list.name]: list.rows.map(objectOf) });
    else this.#printList(list);
  }

  /** One thing in full, with what belongs to it; people are spared what it does not have. */
  record(fields: readonly Field[], lists: readonly List[] = []): void {
    if (this.#isJson) {
      const nested = lists.map(({ name, rows }): [string, Json] => [name, rows.map(objectOf)]);
      this.json({ ...objectOf(fields), ...Object.fromEntries(nested) });
      return;
    }
    this.#printFields(fields);
    for (const list of lists) {
      this.#terminal.print(`\n${this.#terminal.paint('bold', list.title)}`);
      this.#printList(list);
    }
  }

  json(value: Json): void {
    this.#terminal.print(JSON.stringify(value, null, 2));
  }

  /** For people, beside the answer. */
  hint(text: string): void {
    if (!this.#isJson) this.#terminal.note(this.#terminal.paint('dim', text));
  }

  #printFields(fields: readonly Field[]): void {
    const table = new PlainTable();
    for (const { title, value } of fields.filter((one) => one.value !== null)) {
      table.add(this.#terminal.paint('dim', title), textOf(value));
    }
    this.#terminal.print(table.toString());
  }

  #printList({ rows, whenEmpty }: List): void {
    const [first] = rows;
    if (first === undefined) {
      this.#terminal.print(whenEmpty);
      return;
    }
    const table = new PlainTable();
    table.add(...first.map(({ title }) => this.#terminal.paint('bold', title)));
    for (const row of rows) table.add(...row.map(({ value }) => textOf(value)));
    this.#terminal.print(table.toString());
  }
}

function objectOf(fields: readonly Field[]): { readonly [name: string]: Json } {
  return Object.fromEntries(fields.map(({ name, value }) => [name, jsonOf(value)]));
}
