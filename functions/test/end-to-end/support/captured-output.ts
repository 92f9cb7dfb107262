import { format } from 'node:util';

/**
 * What this process prints, instead of printing it. Import it first: libraries keep the console's methods as they find them.
 */
export const capturedOutput: string[] = [];

for (const method of ['debug', 'info', 'log', 'warn', 'error'] as const) {
  console[method] = (...parts: unknown[]) => void capturedOutput.push(format(...parts));
}

for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: string | Uint8Array) => capturedOutput.push(String(chunk)) > 0;
}
