import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Undefined where this machine has no Chromium. */
export const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

const reason = 'SKIPPED: no Chromium is installed; install it or set CHROMIUM_PATH';

/** Ends the name of each suite that needs Chromium, to say where it is skipped. */
export const unlessSkipped = chromiumPath === undefined ? ` (${reason})` : '';

if (chromiumPath === undefined) process.stderr.write(`\nTests of the page in a browser: ${reason}.\n`);

export async function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('No Chromium is installed.');
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
