import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends the output with each skipped test and its reason, and one line of counts. What failed outside a test counts as failed. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => Array.from(module.children.allTests()));
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const skipped = inState('skipped');
    const failures = inState('failed').length + failuresOutsideTests(modules) + unhandledErrors.length;
    const lines = [
      ...skipped.map((test) => `SKIPPED ${nameOf(test)}: ${reasonOf(test)}`).toSorted(),
      `${inState('passed').length} passed, ${failures} failed, ${skipped.length} skipped`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

/** Files that could not be loaded, and hooks that failed. */
function failuresOutsideTests(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => Array.from(module.children.allSuites()));
  return [...modules, ...suites].filter((entity) => entity.errors().length > 0).length;
}

function nameOf({ module, fullName }: TestCase): string {
  return `${module.relativeModuleId} > ${fullName}`;
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return note ?? test.annotations().at(0)?.message ?? 'no reason is given: skip it with context.skip(reason)';
}
