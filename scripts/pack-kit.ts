import { basename, resolve } from 'node:path';
import { kitTarball } from './kit-tarball.ts';

const [directory = '.'] = process.argv.slice(2);
const { file, bytes, paths } = await kitTarball(resolve(directory));
console.log(`${basename(file)}: ${(bytes / 1e6).toFixed(2)} MB, ${paths.length} files`);
