import { dirname, join, relative } from 'node:path';
import { buildFunctions, functionsDirectory } from './build-functions.ts';
import { buildLibrary } from './build-library.ts';

const outputFile = join(functionsDirectory, 'lib', 'index.cjs');
const parts = await buildFunctions(outputFile);
await buildLibrary(dirname(outputFile));
console.log(`${relative(process.cwd(), outputFile)} and ${parts.size} files that it loads`);
