/** The auth tokens of the account; both authenticate, the primary one signs: https://www.twilio.com/docs/iam/api/authtoken */
export class AuthTokens {
  #primary: string;
  #secondary: string | null = null;

  constructor(primary: string) {
    this.#primary = primary;
  }

  get primary(): string {
    return this.#primary;
  }

  accepts(token: string): boolean {
    return token === this.#primary || token === this.#secondary;
  }

  addSecondary(token: string): void {
    this.#secondary = token;
  }

  /** The secondary token becomes the primary one; the former primary one is refused from now on. */
  promoteSecondary(): void {
    if (this.#secondary === null) throw new Error('There is no secondary auth token: add one first.');
    this.#primary = this.#secondary;
    this.#secondary = null;
  }
}
