import { DomainError } from '../shared/domain-error.ts';

export class RekeyingUnderWayError extends DomainError {
  readonly code = 'rekeying-under-way';

  constructor() {
    super(
      'A rekeying with other keys is not finished: run it to its end, with ADDRESS_KEY and the new key as they were.',
    );
  }
}

export class AddressKeyWrongError extends DomainError {
  readonly code = 'address-key-wrong';

  constructor() {
    super(
      'ADDRESS_KEY does not lead to the numbers that are stored: set it to what the functions were deployed with.',
    );
  }
}
