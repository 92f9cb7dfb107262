import type { LinkedState } from '../linking/user-link.ts';

/** Every refusal and failure that a user can meet, by its stable code. */
export type ExplainedCode =
  | 'account-erased'
  | 'account-unavailable'
  | 'anonymous-user'
  | 'app-check'
  | 'confirmation-number-wrong'
  | 'contention'
  | 'invalid-input'
  | 'invalid-whatsapp-number'
  | 'link-code-expired'
  | 'link-code-invalid'
  | 'link-request-not-claimed'
  | 'maintenance'
  | 'number-already-linked'
  | 'recent-sign-in-required'
  | 'sign-in-unavailable'
  | 'signed-out'
  | 'state-unreadable'
  | 'storage-unavailable'
  | 'token-revoked'
  | 'too-many-attempts'
  | 'too-many-calls'
  | 'too-many-link-requests'
  | 'unexpected'
  | 'unreachable'
  | 'unsupported-user-id'
  | 'user-not-found';

/** The words of the button in one language. `{…}` stands for what is put in. */
export interface LinkTexts {
  readonly title: string;
  /** Of `product`. */
  readonly introduction: string;
  readonly promises: readonly [send: string, confirm: string];
  readonly loading: string;

  readonly link: string;
  readonly linkAgain: string;
  readonly linkAnother: string;
  readonly cancel: string;
  readonly signInAgain: string;

  readonly stateLabel: string;
  readonly notLinked: string;
  readonly waiting: string;
  readonly claimed: string;
  readonly states: Readonly<Record<LinkedState, string>>;
  /** What a state means to the user, where its name does not tell. */
  readonly explanations: Readonly<Record<Exclude<LinkedState, 'active'>, string>>;

  readonly stepsLabel: string;
  readonly steps: readonly [start: string, send: string, confirm: string];
  readonly scanOrSend: string;
  readonly sendThis: string;
  readonly otherPhone: string;
  /** Of `code`. */
  readonly qrCode: string;
  readonly codeLabel: string;
  readonly copy: string;
  readonly copied: string;
  readonly openWhatsApp: string;
  readonly startedElsewhere: string;
  readonly newCode: string;
  readonly timeLeft: string;
  /** In `time`. */
  readonly expiresIn: string;

  /** Of `number` and `product`. */
  readonly enterDigits: string;
  readonly digitsLabel: string;
  readonly confirm: string;

  readonly linkedNumber: string;
  /** Since `time`. */
  readonly linkedSince: string;
  readonly unlink: string;
  /** Of `number`. */
  readonly unlinkQuestion: string;
  readonly unlinkYes: string;
  readonly unlinkNo: string;

  readonly canceled: string;
  readonly unlinked: string;
  readonly ended: string;
  readonly expired: string;

  readonly errors: Readonly<Record<ExplainedCode, string>>;
  /** Of `count`, in each plural form that the language has. */
  readonly attemptsLeft: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
  /** From `time`. */
  readonly retryAfter: string;
}
