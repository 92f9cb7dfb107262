import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, type } from 'node:os';
import { canPin, cores } from '../served/pinning.ts';

export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly system: string;
  /** Whether what is measured had a core to itself. */
  readonly isPinned: boolean;
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = [
  '@google-cloud/functions-framework',
  'firebase-functions',
  'firebase-admin',
  '@google-cloud/firestore',
  '@google-cloud/logging-winston',
  'winston',
  'twilio',
  'zod',
  'esbuild',
];

export function thisMachine(date: Date): Machine {
  return {
    date: date.toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores,
    system: `${type()} ${process.arch}`,
    isPinned: canPin,
    versions: Object.fromEntries([['Node', process.versions.node], ...PACKAGES.map(versionOf)]),
  };
}

function versionOf(name: string): [string, string] {
  for (const path of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    try {
      // package.json of an installed package
      const { version } = JSON.parse(readFileSync(`${path}/${name}/package.json`, 'utf8')) as {
        version: string;
      };
      return [name, version];
    } catch {
      // in a folder further up
    }
  }
  return [name, 'unknown'];
}
