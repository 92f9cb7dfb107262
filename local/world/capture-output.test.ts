import { describe, expect, it } from 'vitest';
import { captureOutput, type OutputStream } from './capture-output.ts';
import type { StructuredEntry } from './structured-entry.ts';

const entry = { severity: 'WARNING', message: 'careful', code: 7 };
const line = `${JSON.stringify(entry)}\n`;

function recordingStream(): OutputStream & { readonly written: unknown[] } {
  const written: unknown[] = [];
  return { written, write: (chunk) => written.push(chunk) > 0 };
}

describe('captureOutput', () => {
  it('takes structured lines of every stream and lets everything else pass', () => {
    const streams = [recordingStream(), recordingStream()];
    const entries: StructuredEntry[] = [];
    captureOutput(streams, (captured) => entries.push(captured));
    const others = ['{"severity":1,"message":"x"}', '{no json', 'plain\n', '{"a":1}', Buffer.from(line)];
    for (const stream of streams) for (const chunk of [line, ...others]) stream.write(chunk);
    expect(entries).toEqual([entry, entry]);
    for (const { written } of streams) expect(written).toEqual(others);
  });

  it('tells the writer of a captured line that it is written', () => {
    const stream = recordingStream();
    captureOutput([stream], () => {});
    let isWritten = false;
    stream.write(line, 'utf8', () => {
      isWritten = true;
    });
    expect(isWritten).toBe(true);
  });

  it('lets everything pass once it has ended', () => {
    const stream = recordingStream();
    const entries: StructuredEntry[] = [];
    const end = captureOutput([stream], (captured) => entries.push(captured));
    end();
    stream.write(line);
    expect(entries).toEqual([]);
    expect(stream.written).toEqual([line]);
  });
});
