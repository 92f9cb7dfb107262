import { DomainError } from '../../domain/shared/domain-error.ts';

/** Everything that is wrong with parameters and secrets, by name and never by value. */
export class ConfigurationError extends DomainError {
  readonly code = 'configuration-invalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration cannot be used:', ...problems].join('\n- '));
    this.problems = problems;
  }
}
