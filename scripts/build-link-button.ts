import { join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, '..', 'examples', 'link-button');

const shared = {
  absWorkingDir: folder,
  outdir: 'lib',
  bundle: true,
  format: 'esm',
  charset: 'utf8',
  target: 'es2022',
  minify: true,
  logLevel: 'info',
} as const;

// what a product takes: its own Firebase SDK stays outside
await build({
  ...shared,
  entryPoints: ['link-button.ts', 'firebase/firebase-link.ts'],
  entryNames: '[name]',
  external: ['firebase/*'],
  splitting: true,
});

await build({ ...shared, entryPoints: ['product-page.ts'] });
