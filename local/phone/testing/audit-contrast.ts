import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';

const script = build({
  entryPoints: [fileURLToPath(new URL('../page/testing/poor-contrasts.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'audit',
});

/** The texts on the page whose contrast is below WCAG 2.2 AA, in light and in dark colours. */
export async function auditContrast(page: Page): Promise<readonly string[]> {
  const { outputFiles } = await script;
  const poor: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate<readonly string[]>(`${outputFiles[0]?.text}; audit.poorContrasts()`);
    poor.push(...found.map((text) => `${colorScheme}: ${text}`));
  }
  return poor;
}
