import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire, flushCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * Cloud Build runs it as `gcp-build`, where Node is the one that will run the functions: it loads every file of the bundle, and V8 keeps
 * what it compiled. Without the cache functions start later and are otherwise the same, so that no failure here ends a deployment.
 */
function fillCompileCache(directory: string): void {
  mkdirSync(join(directory, 'compile-cache'), { recursive: true });
  const require = createRequire(import.meta.url);
  // every function is loaded, as where the Firebase CLI looks for them
  delete process.env['FUNCTION_TARGET'];
  require(join(directory, 'index.cjs'));
  for (const file of filesOfBundle(directory)) require(join(directory, file));
  flushCompileCache();
}

function filesOfBundle(directory: string): readonly string[] {
  return readdirSync(directory).filter((file) => /^part-\w+\.cjs$/.test(file));
}

try {
  fillCompileCache(import.meta.dirname);
  console.log(JSON.stringify({ severity: 'INFO', message: 'compile-cache-filled' }));
} catch (error) {
  console.log(
    JSON.stringify({ severity: 'WARNING', message: 'compile-cache-not-filled', reason: String(error) }),
  );
}
process.exit();
