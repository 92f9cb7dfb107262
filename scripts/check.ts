import { runCommand, type CommandResult } from './run-command.ts';

interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...parameters: string[]];
  /** Shows its output as it comes; the output of others is shown where they fail. */
  readonly isLive: boolean;
  /** Skipped, and said so, where the program is not installed. */
  readonly isOptional?: boolean;
}

/** The quick ones first. */
const steps: readonly Step[] = [
  { name: 'types', command: ['npm', 'run', 'typecheck'], isLive: false },
  { name: 'lint', command: ['npm', 'run', 'lint'], isLive: false },
  { name: 'lint of the security rules', command: ['npm', 'run', 'lint:rules'], isLive: false },
  { name: 'format', command: ['npm', 'run', 'format'], isLive: false },
  {
    name: 'format of Terraform',
    command: ['terraform', 'fmt', '-check', '-diff', '-recursive', 'ops/terraform'],
    isLive: false,
    isOptional: true,
  },
  { name: 'build', command: ['npm', 'run', 'build'], isLive: false },
  { name: 'deploy manifest', command: ['npm', 'run', 'manifest'], isLive: false },
  { name: 'tests', command: ['npm', 'test'], isLive: true },
];

const skipped: string[] = [];

async function run(step: Step): Promise<CommandResult> {
  try {
    return await finished(step);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (step.isOptional !== true || !isMissing) throw error;
    skipped.push(`! ${step.name}: SKIPPED, because ${step.command[0]} is not installed`);
    console.warn(skipped.at(-1));
    return { succeeded: true, output: '' };
  }
}

async function finished({ name, command, isLive }: Step): Promise<CommandResult> {
  const start = performance.now();
  const result = await runCommand(command, (text) => {
    if (isLive) process.stdout.write(text);
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!result.succeeded && !isLive) console.log(result.output);
  console.log(`${result.succeeded ? '✓' : '✗'} ${name}: ${seconds} s`);
  return result;
}

for (const step of steps) {
  const { succeeded, output } = await run(step);
  // once more, as the last lines
  const counts = /^\d+ passed, \d+ failed, \d+ skipped$/m.exec(output);
  if (counts !== null) console.log([...skipped, counts[0]].join('\n'));
  if (!succeeded) {
    process.exitCode = 1;
    break;
  }
}
