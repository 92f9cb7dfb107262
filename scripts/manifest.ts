import { join } from 'node:path';
import { functionsDirectory } from './build-functions.ts';
import { deployManifest } from './deploy-manifest.ts';

const [ofSource, ofBundle] = await Promise.all([
  deployManifest(join(functionsDirectory, 'src', 'index.ts')),
  deployManifest(join(functionsDirectory, 'lib', 'index.cjs')),
]);
if (ofSource !== ofBundle) {
  throw new Error('The bundle would deploy something else than the source: run `npm run build` first.');
}
console.log(ofSource);
