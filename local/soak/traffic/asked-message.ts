/** A user and a phone. */
export interface Person {
  readonly userId: string;
  /** Such as `whatsapp:+15550200001`. */
  readonly phone: string;
}

/** A message that somebody asked for, by the id of its document: the outbox's, or the MessageSid of what a phone sent. */
export interface AskedMessage extends Person {
  readonly id: string;
  readonly text: string;
  /**
   * False where the people link, leave and stop meanwhile: the message may be suppressed, and `phone` is but one that it may go to. Such a text is
   * used once.
   */
  readonly mustArrive: boolean;
}
