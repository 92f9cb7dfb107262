/** What a write does to a field besides setting it; each client of Firestore says it in words of its own. */
export type FieldChange = FieldRemoval | ListAddition | GreaterNumber;

class FieldRemoval {
  readonly kind = 'removal';
}

/** The elements join the list unless they stand in it already. */
export class ListAddition {
  readonly kind = 'addition';
  readonly elements: readonly string[];

  constructor(elements: readonly string[]) {
    this.elements = elements;
  }
}

/** The number takes the place of one that is less, or of none. */
export class GreaterNumber {
  readonly kind = 'greater';
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

export const removed = new FieldRemoval();

export function isFieldChange(value: unknown): value is FieldChange {
  return value instanceof FieldRemoval || value instanceof ListAddition || value instanceof GreaterNumber;
}
