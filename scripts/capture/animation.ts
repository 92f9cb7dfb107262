/* oxlint-disable import/no-named-as-default-member -- Node finds no named exports in this CommonJS package */
import gifenc from 'gifenc';
import { PNG } from 'pngjs';

export interface Frame {
  /** A PNG; all frames of an animation are of one size. */
  readonly picture: Buffer;
  /** Milliseconds. */
  readonly duration: number;
}

const COLORS = 255;

/** A GIF that repeats for ever. Each frame stores only what differs from the one before. */
export function animation(frames: readonly Frame[]): Uint8Array {
  const encoder = gifenc.GIFEncoder();
  let before: PNG | null = null;
  for (const { picture, duration } of frames) {
    const { data, width, height } = PNG.sync.read(picture);
    const pixels = new Uint8Array(data);
    const palette = gifenc.quantize(pixels, COLORS);
    const indices = gifenc.applyPalette(pixels, palette);
    const transparentIndex = palette.length;
    if (before !== null) hideUnchanged(indices, { pixels, former: before.data, transparentIndex });
    encoder.writeFrame(indices, width, height, {
      palette: [...palette, [0, 0, 0]],
      delay: duration,
      transparent: before !== null,
      transparentIndex,
    });
    before = PNG.sync.read(picture);
  }
  encoder.finish();
  return encoder.bytes();
}

interface Difference {
  readonly pixels: Uint8Array;
  readonly former: Uint8Array;
  readonly transparentIndex: number;
}

function hideUnchanged(indices: Uint8Array, { pixels, former, transparentIndex }: Difference): void {
  for (const pixel of indices.keys()) {
    const at = pixel * 4;
    const isSame =
      pixels[at] === former[at] && pixels[at + 1] === former[at + 1] && pixels[at + 2] === former[at + 2];
    if (isSame) indices[pixel] = transparentIndex;
  }
}
