import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { functionsDirectory } from '../build-functions.ts';
import { deployManifest } from '../deploy-manifest.ts';
import { kitPackage } from '../kit-package.ts';
import { kitTarball, type KitTarball } from '../kit-tarball.ts';
import { runCommand } from '../run-command.ts';
import { answersOfEmulatedKit } from './emulated-kit.ts';
import { KitProject } from './kit-project.ts';
import { manifestOfUpload } from './standalone-upload.ts';

const PROCESSOR_BUILT = 'processor of the product: built';

const root = join(functionsDirectory, '..');
const directory = await mkdtemp(join(tmpdir(), 'linkline-dry-deployment-'));

async function npmRun(script: string): Promise<string> {
  const { succeeded, output } = await runCommand(['npm', 'run', '--silent', script], () => {}, { cwd: root });
  if (!succeeded) throw new Error(output);
  return output.trim();
}

/** Runs a step and shows what came of it; one that fails ends everything. */
async function step<Result>(
  name: string,
  run: () => Promise<Result>,
  describe: (result: Result) => string,
): Promise<Result> {
  const start = performance.now();
  const result = await run().catch((error: unknown) => {
    console.log(`✗ ${name}`);
    throw error;
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`✓ ${name}: ${seconds} s\n${describe(result).replaceAll(/^/gm, '    ')}`);
  return result;
}

async function folder(name: string): Promise<string> {
  const path = join(directory, name);
  await mkdir(path);
  return path;
}

function endpointsIn(manifest: string): string {
  const { endpoints } = z
    .object({ endpoints: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(manifest));
  return Object.keys(endpoints).join(', ');
}

async function uploadStandsAlone(): Promise<string> {
  const manifest = await manifestOfUpload(await folder('upload'));
  const ofSource = await deployManifest(join(functionsDirectory, 'src', 'index.ts'));
  if (manifest !== ofSource)
    throw new Error('What was installed would deploy something else than the source.');
  return manifest;
}

function describeKit({ version, bytes, paths }: KitTarball): string {
  const folders = Map.groupBy(paths, (path) => path.split('/').slice(0, -1).join('/') || '.');
  const lines = [...folders].map(([folder, files]) => `${folder}: ${files.length} files`);
  return [`${version}, ${(bytes / 1e6).toFixed(2)} MB`, ...lines.toSorted()].join('\n');
}

async function packKit(): Promise<KitTarball> {
  const kit = await kitTarball(await folder('kit'));
  if (!kit.paths.includes('npm-shrinkwrap.json')) throw new Error('The kit has no npm-shrinkwrap.json.');
  return kit;
}

try {
  await step('build, and what is uploaded', () => npmRun('prepare-upload'), String);
  await step('npm ci, build step and discovery of the upload alone', uploadStandsAlone, endpointsIn);
  const kit = await step('the function kit, packed', packKit, describeKit);
  const project = new KitProject(await folder('project'));
  const manifest = await kitPackage();
  await step('the kit, installed into an empty project', () => project.install(kit, manifest), functionsIn);
  await step(
    'the kit with a processor of the product, in the Functions emulator',
    async () => {
      await project.useProcessor(manifest.name, PROCESSOR_BUILT);
      return answersOfEmulatedKit(project, PROCESSOR_BUILT);
    },
    (answers) => answers.join('\n'),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(directory, { recursive: true });
}

/** Those that the CLI lists as to be created. */
function functionsIn(output: string): string {
  return [...new Set(output.match(/\bkit-functions-\w+/g))].join(', ');
}
