import { join } from 'node:path';
import { expect, test } from 'vitest';
import { functionsDirectory } from '../../../scripts/build-functions.ts';
import { deployManifest } from '../../../scripts/deploy-manifest.ts';

test('what a deployment creates is what the snapshot says', async () => {
  const manifest = await deployManifest(join(functionsDirectory, 'src', 'index.ts'));
  await expect(`${manifest}\n`).toMatchFileSnapshot('deploy-manifest.json');
});
