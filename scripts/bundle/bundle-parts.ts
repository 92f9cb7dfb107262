import { build, transform, type Metafile, type Plugin } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

interface BundleOptions {
  /** `out` names the file that is written for `in`, without its extension. */
  readonly entryPoints: { in: string; out: string }[];
  readonly outputDirectory: string;
  readonly plugins: readonly Plugin[];
  readonly workingDirectory: string;
}

/** The sources of each file of a bundle, as paths from the folder of the functions. */
export type BundledParts = ReadonlyMap<string, readonly string[]>;

const compact = {
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
  // names are kept: they cost no start-up time, and Error Reporting groups errors by the functions in a stack
  minifyIdentifiers: false,
} as const;

const DEFINE_BUNDLE_URL = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";

/**
 * Bundles each entry point, with what they share in parts of its own, into files of CommonJS, which start faster than modules. esbuild
 * splits modules only: https://esbuild.github.io/api/#splitting
 */
export async function bundleParts(options: BundleOptions): Promise<BundledParts> {
  const { outputDirectory } = options;
  const { outputFiles, metafile } = await splitModules(options);
  const scripts = outputFiles.filter(({ path }) => path.endsWith('.js'));
  for (const { path, text } of scripts) {
    const name = commonJsName(path);
    const map = outputFiles.find((file) => file.path === `${path}.map`)?.text ?? '';
    const footer = exportsPackage(metafile, name) ? 'module.exports = module.exports.default;' : '';
    const { code, map: composedMap } = await toCommonJs({ name, text, map, footer });
    await writeFile(join(outputDirectory, name), `${code}//# sourceMappingURL=${name}.map\n`);
    await writeFile(join(outputDirectory, `${name}.map`), composedMap);
  }
  const notices = outputFiles.filter(({ path }) => path.endsWith('.LEGAL.txt')).map(({ text }) => text);
  await writeFile(join(outputDirectory, 'LEGAL.txt'), notices.join('\n'));
  return new Map(
    Object.entries(metafile.outputs)
      .filter(([path]) => path.endsWith('.js'))
      .map(([path, { inputs }]) => [commonJsName(path), Object.keys(inputs)]),
  );
}

function splitModules({ entryPoints, outputDirectory, plugins, workingDirectory }: BundleOptions) {
  return build({
    ...compact,
    entryPoints,
    outdir: outputDirectory,
    absWorkingDir: workingDirectory,
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    metafile: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'external',
    // packages written as modules make a `require` from it; any other use of import.meta would find nothing
    define: { 'import.meta.url': 'bundleUrl' },
    plugins: [...plugins],
    logOverride: { 'empty-import-meta': 'error' },
    logLevel: 'warning',
  });
}

/** Where a package of CommonJS is loaded late, esbuild makes it the default export of a part; here that part becomes the package itself. */
function exportsPackage({ outputs, inputs }: Metafile, name: string): boolean {
  const [, output] = Object.entries(outputs).find(([path]) => commonJsName(path) === name) ?? [];
  return output?.entryPoint !== undefined && inputs[output.entryPoint]?.format === 'cjs';
}

interface SplitModule {
  readonly name: string;
  readonly text: string;
  readonly map: string;
  readonly footer: string;
}

async function toCommonJs({ name, text, map, footer }: SplitModule): Promise<{ code: string; map: string }> {
  const mapUrl = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  const { code, map: composedMap } = await transform(`${text}\n//# sourceMappingURL=${mapUrl}`, {
    ...compact,
    format: 'cjs',
    // as `require` in a promise: the loader of modules would be loaded with the first
    supported: { 'dynamic-import': false },
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    sourcefile: name,
    banner: text.includes('bundleUrl') ? DEFINE_BUNDLE_URL : '',
    footer,
  });
  return { code: code.replaceAll(/require\("\.\/([\w-]+)\.js"\)/g, 'require("./$1.cjs")'), map: composedMap };
}

function commonJsName(path: string): string {
  return basename(path).replace(/\.js$/, '.cjs');
}
