import { MINUTE, SECOND, type Clock, type Instant } from '../../../domain/shared/clock.ts';

export interface AccessTokens {
  current(): Promise<string>;
  /** The current one was refused. */
  forget(): void;
}

export interface GrantedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

interface CachedAccessTokensPorts {
  readonly clock: Clock;
  readonly grant: () => Promise<GrantedToken>;
}

/** Those of an emulator, which takes this one for its owner's. */
export const emulatorTokens: AccessTokens = { current: async () => 'owner', forget: () => undefined };

/** Asks for a token when the former one is about to expire, once for all who wait for it. */
export class CachedAccessTokens implements AccessTokens {
  readonly #ports: CachedAccessTokensPorts;
  #token: Promise<string> | undefined;
  #staleAt: Instant = 0;

  constructor(ports: CachedAccessTokensPorts) {
    this.#ports = ports;
  }

  current(): Promise<string> {
    if (this.#token === undefined || this.#ports.clock.now() >= this.#staleAt) this.#token = this.#renewed();
    return this.#token;
  }

  forget(): void {
    this.#token = undefined;
  }

  async #renewed(): Promise<string> {
    const { clock, grant } = this.#ports;
    this.#staleAt = Number.POSITIVE_INFINITY;
    try {
      const { token, expiresInSeconds } = await grant();
      this.#staleAt = clock.now() + expiresInSeconds * SECOND - MINUTE;
      return token;
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}
