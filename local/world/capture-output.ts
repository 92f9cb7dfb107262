import { parseStructuredEntry, type StructuredEntry } from './structured-entry.ts';

/** Such as `process.stdout`. */
export interface OutputStream {
  write(chunk: string | Uint8Array, ...rest: unknown[]): boolean;
}

/**
 * Takes the structured log lines that libraries print; everything else passes. Returns the function that ends it.
 * https://github.com/firebase/firebase-functions prints some for each callable.
 */
export function captureOutput(
  streams: readonly OutputStream[],
  onEntry: (entry: StructuredEntry) => void,
): () => void {
  const restores = streams.map((stream) => capture(stream, onEntry));
  return () => {
    for (const restore of restores) restore();
  };
}

function capture(stream: OutputStream, onEntry: (entry: StructuredEntry) => void): () => void {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...rest) => {
    const entry = typeof chunk === 'string' ? parseStructuredEntry(chunk) : undefined;
    if (!entry) return write(chunk, ...rest);
    onEntry(entry);
    const written = rest.at(-1);
    if (typeof written === 'function') written();
    return true;
  };
  return () => {
    stream.write = write;
  };
}
