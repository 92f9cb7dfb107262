import type { Instant } from '../../../functions/src/domain/shared/clock.ts';

/** One thing that is said: a time is written as ISO 8601 for programs and shorter for people. */
export type Cell = string | number | boolean | null | { readonly at: Instant };

export interface Field {
  /** In snake_case: stable, for programs. */
  readonly name: string;
  readonly title: string;
  readonly value: Cell;
}

export function field(name: string, title: string, value: Cell): Field {
  return { name, title, value };
}

/** Null stays null. */
export function at(instant: Instant | null): Cell {
  return instant === null ? null : { at: instant };
}

export function jsonOf(cell: Cell): string | number | boolean | null {
  return typeof cell === 'object' && cell !== null ? new Date(cell.at).toISOString() : cell;
}

export function textOf(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return typeof cell === 'object' ? timeText(cell.at) : printable(String(cell));
}

/** People choose what they are called: nothing of it may steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

/** "2026-11-23 12:00:00Z" */
function timeText(instant: Instant): string {
  return new Date(instant).toISOString().replace('T', ' ').replace(/\.\d+/, '');
}
