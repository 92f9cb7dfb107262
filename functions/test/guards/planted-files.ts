export interface PlantedFile {
  /** Folder below functions/src. */
  readonly folder: string;
  /** A name of its own unless given. */
  readonly file?: string;
  readonly code: string;
}

export interface Violation extends PlantedFile {
  /** What the linter's advice must say. */
  readonly advice: RegExp;
}

const use = (specifier: string) => `import { thing } from '${specifier}';\nexport const used = thing;`;

/** Every way to write that a module needs another one. */
const formsOf = (specifier: string) => [
  use(specifier),
  `import '${specifier}';`,
  `import * as things from '${specifier}';\nexport const used = things;`,
  `import type { Thing } from '${specifier}';\nexport type Used = Thing;`,
  `import { type Thing } from '${specifier}';\nexport type Used = Thing;`,
  `export { thing } from '${specifier}';`,
  `export type { Thing } from '${specifier}';`,
  `export * from '${specifier}';`,
  `export const load = () => import('${specifier}');`,
];

const DOMAIN_ONLY = /domain imports domain only: declare a port in domain/;
const APP_ONLY = /app imports domain only: depend on a port in domain/;
const NO_PACKAGE = /imports no package and no node: module: declare a port/;
const NO_DETOUR = /without going down and up again/;
const NOT_LOCAL = /Deployed code never imports local\/ or test\//;
const FIRESTORE_ONLY = /Only infra\/firestore talks to Firestore: use a repository port/;
const TWILIO_ONLY = /Only infra\/twilio talks to Twilio: use the MessagingService port/;
const SUB_PATH = /Import a sub-path/;

function inEveryForm(folder: string, specifiers: readonly string[], advice: RegExp): readonly Violation[] {
  return specifiers.flatMap((specifier) => formsOf(specifier).map((code) => ({ folder, code, advice })));
}

function inOneForm(folder: string, specifiers: readonly string[], advice: RegExp): readonly Violation[] {
  return specifiers.map((specifier) => ({ folder, code: use(specifier), advice }));
}

const impurities: readonly (readonly [code: string, advice: RegExp])[] = [
  ['export const used = Math.random();', /RandomSource port/],
  ['export const used = crypto.randomUUID();', /RandomSource/],
  ['export const used = Date.now();', /Clock port/],
  ['export const used = new Date();', /Clock port/],
  ['export const used = performance.now();', /Clock port/],
  ["export const used = process.env['HOME'];", /configuration object in the constructor/],
  ["export const used = globalThis.process.env['HOME'];", /Name what you use/],
  ["export const used = fetch('https://example.com');", /Network is a port/],
  ['setTimeout(() => undefined, 1000);', /let infra schedule it/],
  ["export const used = Buffer.from('a');", /Uint8Array/],
];

const impure = (folder: string) => impurities.map(([code, advice]) => ({ folder, code, advice }));

/** The parts of infra that are neither Firestore's nor Twilio's, its root, and a folder that nobody has made yet. */
const neutral = [
  'infra',
  'infra/config',
  'infra/functions',
  'infra/logging',
  'infra/tasks',
  'infra/new-part',
];

const everyPart = [...neutral, 'infra/firestore', 'infra/twilio'];

export const violations: readonly Violation[] = [
  ...inEveryForm('domain/linking', ['../../infra/thing.ts'], DOMAIN_ONLY),
  ...inEveryForm('domain/linking', ['zod', 'node:crypto'], NO_PACKAGE),
  ...inOneForm('domain/linking', ['../../app/thing.ts', '../../index.ts'], DOMAIN_ONLY),
  ...inOneForm('domain/linking', ['../../../test/thing.ts', '../../../../local/thing.ts'], DOMAIN_ONLY),
  ...inOneForm('domain/linking', ['crypto', 'twilio', 'firebase-admin/firestore'], NO_PACKAGE),
  ...inOneForm('domain/linking', ['../messaging/../../thing.ts'], NO_DETOUR),
  ...inOneForm('domain', ['../app/thing.ts', '../infra/thing.ts'], DOMAIN_ONLY),
  ...inEveryForm('app/linking', ['../../infra/thing.ts'], APP_ONLY),
  ...inEveryForm('app/linking', ['zod', 'node:crypto'], NO_PACKAGE),
  ...inOneForm('app/linking', ['../../index.ts', '../../../test/thing.ts'], APP_ONLY),
  ...inOneForm('app/linking', ['../../../../local/thing.ts'], APP_ONLY),
  ...inOneForm('app/linking', ['crypto', 'twilio', 'firebase-admin/firestore'], NO_PACKAGE),
  ...inOneForm('app/linking', ['../../domain/../thing.ts'], NO_DETOUR),
  ...impure('domain/linking'),
  ...impure('app/linking'),
  ...inEveryForm('infra/functions', ['twilio'], TWILIO_ONLY),
  ...inEveryForm('infra/functions', ['firebase-admin/firestore'], FIRESTORE_ONLY),
  ...inEveryForm('infra/functions', ['../../../../local/thing.ts'], NOT_LOCAL),
  ...neutral.flatMap((folder) => inOneForm(folder, ['twilio', 'twilio/lib/twiml.js'], TWILIO_ONLY)),
  ...neutral.flatMap((folder) => inOneForm(folder, ['firebase-admin/firestore'], FIRESTORE_ONLY)),
  ...neutral.flatMap((folder) => inOneForm(folder, ['@google-cloud/firestore'], FIRESTORE_ONLY)),
  ...inOneForm('infra/firestore/documents', ['twilio'], TWILIO_ONLY),
  ...inOneForm('infra/twilio', ['firebase-admin/firestore', '@google-cloud/firestore'], FIRESTORE_ONLY),
  ...everyPart.flatMap((folder) => inOneForm(folder, ['../../../../local/thing.ts'], NOT_LOCAL)),
  ...everyPart.flatMap((folder) => inOneForm(folder, ['../../../test/thing.ts'], NOT_LOCAL)),
  ...everyPart.flatMap((folder) => inOneForm(folder, ['firebase-admin', 'firebase-functions'], SUB_PATH)),
  { folder: '', file: 'index.ts', code: use('twilio'), advice: TWILIO_ONLY },
  ...['domain/linking', 'app/linking', 'infra/functions'].flatMap((folder) => [
    { folder, code: "export type Used = import('./thing.ts').Thing;", advice: /regular type import/ },
    { folder, code: "console.log('seen');", advice: /console/ },
    { folder, code: 'export default 1;', advice: /named export/ },
    { folder, code: 'export const used = (given: any) => String(given);', advice: /unknown/ },
  ]),
];

export const allowed: readonly PlantedFile[] = [
  { folder: 'domain/linking', code: use('./thing.ts') },
  { folder: 'domain/linking', code: use('../shared/thing.ts') },
  { folder: 'app/linking', code: use('../shared/thing.ts') },
  { folder: 'app/linking', code: use('../../domain/linking/thing.ts') },
  { folder: 'infra', code: use('./firestore/thing.ts') },
  { folder: 'infra/functions', code: use('firebase-functions/https') },
  { folder: 'infra/functions', code: use('firebase-functions/firestore') },
  { folder: 'infra/functions', code: use('../../app/linking/thing.ts') },
  { folder: 'infra/functions', code: use('../../domain/linking/thing.ts') },
  { folder: 'infra/config', code: use('zod') },
  { folder: 'infra/tasks', code: use('firebase-admin/functions') },
  { folder: 'infra/cryptography', code: use('node:crypto') },
  { folder: 'infra/firestore/repositories', code: use('firebase-admin/firestore') },
  { folder: 'infra/twilio', code: use('twilio') },
  { folder: 'infra/logging', code: 'export const used = Date.now();' },
];
