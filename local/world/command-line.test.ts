import { describe, expect, it } from 'vitest';
import { CommandLineError, parseCommandLine, portOptions, usage } from './command-line.ts';

describe('parseCommandLine', () => {
  it('has a default for every port', () => {
    expect(parseCommandLine([])).toEqual({
      help: false,
      ports: { page: 4000, functions: 5001, firestore: 8080, twilio: 4010 },
    });
  });

  it('takes a port for each part', () => {
    const args = ['--page-port', '1', '--functions-port=2', '--firestore-port', '3', '--twilio-port=65535'];
    expect(parseCommandLine(args).ports).toEqual({ page: 1, functions: 2, firestore: 3, twilio: 65_535 });
  });

  it.each([['--help'], ['-h']])('knows %s', (option) => {
    expect(parseCommandLine([option]).help).toBe(true);
  });

  it('describes every option in its help', () => {
    for (const option of Object.values(portOptions)) expect(usage).toContain(`--${option} `);
  });

  it.each(['0', '65536', '80a', '-1', '1.5', ''])('refuses the port "%s"', (port) => {
    expect(() => parseCommandLine([`--twilio-port=${port}`])).toThrow(CommandLineError);
    expect(() => parseCommandLine([`--twilio-port=${port}`])).toThrow('--twilio-port must be a port');
  });

  it.each([['--pageport', '1'], ['extra'], ['--page-port'], ['--help=yes']])('refuses %s', (...args) => {
    expect(() => parseCommandLine(args)).toThrow(CommandLineError);
    expect(() => parseCommandLine(args)).toThrow('--help');
  });
});
