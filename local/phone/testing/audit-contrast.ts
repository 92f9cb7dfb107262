import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';

/** The texts on the page whose contrast is below WCAG 2.2 AA. */
export async function auditContrast(page: Page): Promise<readonly string[]> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../page/testing/poor-contrasts.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'audit',
  });
  return await page.evaluate<readonly string[]>(`${outputFiles[0]?.text}; audit.poorContrasts()`);
}
