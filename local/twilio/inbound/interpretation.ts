export interface Reply {
  readonly text: string;
  readonly mediaUrls: readonly string[];
}

export interface AnswerProblem {
  /** https://www.twilio.com/docs/api/errors */
  readonly code: number;
  readonly message: string;
}

export interface Interpretation {
  readonly replies: readonly Reply[];
  /** Why the answer is no valid one. */
  readonly failure: AnswerProblem | null;
  /** What Twilio reports and passes over. */
  readonly warnings: readonly AnswerProblem[];
}

export function invalidAnswer(code: number, message: string): Interpretation {
  return { replies: [], failure: { code, message }, warnings: [] };
}
