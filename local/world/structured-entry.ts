/** Structured log entries have at least these two fields: https://cloud.google.com/logging/docs/structured-logging */
export interface StructuredEntry {
  readonly severity: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Undefined for anything that is not a structured log line. */
export function parseStructuredEntry(line: string): StructuredEntry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(line);
    return isStructuredEntry(entry) ? entry : undefined;
  } catch {
    // what only looks like JSON belongs to whoever printed it
    return undefined;
  }
}

function isStructuredEntry(value: unknown): value is StructuredEntry {
  if (typeof value !== 'object' || value === null) return false;
  return (
    typeof Reflect.get(value, 'severity') === 'string' && typeof Reflect.get(value, 'message') === 'string'
  );
}
