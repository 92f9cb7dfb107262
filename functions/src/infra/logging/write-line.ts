/** To standard output, of which the platform makes a log entry a line: https://cloud.google.com/logging/docs/structured-logging */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
