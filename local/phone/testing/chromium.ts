import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { describe, it } from 'vitest';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

const MISSING = 'no Chromium is installed: install it or set CHROMIUM_PATH';

/* oxlint-disable vitest/valid-title, vitest/valid-describe-callback, vitest/expect-expect -- name and tests are the caller's */
/** A suite that needs Chromium: where there is none, one skipped test stands for all of it and says why. */
export function describeInChromium(name: string, define: () => void): void {
  if (chromiumPath !== undefined) {
    describe(name, define);
    return;
  }
  describe(name, () => {
    it('every test', (context) => context.skip(MISSING));
  });
}
/* oxlint-enable */

export async function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(MISSING);
  return await chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
