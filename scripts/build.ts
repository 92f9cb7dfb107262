import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildFunctions, functionsDirectory } from './build-functions.ts';

const outputFile = join(functionsDirectory, 'lib', 'index.cjs');
await buildFunctions(outputFile);
const { size } = await stat(outputFile);
console.log(`${relative(process.cwd(), outputFile)}: ${(size / 1e6).toFixed(1)} MB`);
