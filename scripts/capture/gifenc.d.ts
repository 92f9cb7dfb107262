/** The part of gifenc that the capture uses; the package has no types: https://github.com/mattdesl/gifenc */
declare module 'gifenc' {
  export type Palette = number[][];

  interface FrameOptions {
    readonly palette: Palette;
    /** Milliseconds. */
    readonly delay: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
  }

  interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  interface Gifenc {
    GIFEncoder(): Encoder;
    /** At most `colors` of them. `pixels`: four bytes each, red, green, blue, alpha. */
    quantize(pixels: Uint8Array, colors: number): Palette;
    applyPalette(pixels: Uint8Array, palette: Palette): Uint8Array;
  }

  const gifenc: Gifenc;
  // CommonJS: Node gives all of it as the default export
  export default gifenc;
}
