import { DomainError } from '../shared/domain-error.ts';

/** Base of everything that can be wrong with linking a WhatsApp address to a user. */
export abstract class UserMappingError extends DomainError {}
