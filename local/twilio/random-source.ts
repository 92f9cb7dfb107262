export type RandomBytes = (size: number) => Uint8Array;

/** Everything random about the simulator, from one injected source of bytes. */
export class RandomSource {
  readonly #randomBytes: RandomBytes;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** A Twilio identifier: two letters and 32 hexadecimal digits. */
  sid(prefix: 'SM' | 'MM' | 'ME'): string {
    return prefix + this.token();
  }

  token(): string {
    return Buffer.from(this.#randomBytes(16)).toString('hex');
  }

  happens(probability: number): boolean {
    return Buffer.from(this.#randomBytes(4)).readUInt32BE() / 2 ** 32 < probability;
  }
}
