export interface StartedLink {
  readonly requestId: string;
  /** The whole message to send: `LINK XXXX-XXXX`. */
  readonly code: string;
  /** Opens WhatsApp with the message written, not sent. */
  readonly deepLink: string;
  /** The deep link as an SVG document. */
  readonly qrCode: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** The callables of Linkline, as the signed-in user. Each rejects with a `LinkError`. */
export interface LinkCallables {
  /** `locale` is a language tag such as `pt-BR`: the chat goes on in its language. */
  startLink(data: { readonly locale: string }): Promise<StartedLink>;
  confirmLink(data: {
    readonly requestId: string;
    readonly confirmationNumber: string;
  }): Promise<{ readonly maskedNumber: string; readonly linkedAt: string }>;
  cancelLink(data: { readonly requestId: string }): Promise<unknown>;
  unlink(): Promise<unknown>;
}
