import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import {
  configurationSchema,
  type Configuration,
} from '../../functions/src/infra/config/configuration-schema.ts';
import { parameters, secretParameters } from '../../functions/src/infra/config/parameters.ts';
import { localEnvironment } from '../../local/world/local-environment.ts';
import { localIdentity } from '../../local/world/local-identity.ts';
import { UnusableError, UsageError } from './admin-error.ts';

type Texts = Readonly<Record<string, string | undefined>>;
type Name = keyof Configuration;

export interface SettingsSource {
  readonly environment: Texts;
  /** Where `.env.<project>` and `.secret.local` are. */
  readonly functionsDirectory: string;
  /** The world that `npm start` runs. */
  readonly local: boolean;
  readonly project: string | undefined;
}

const LOCAL_FIRESTORE = '127.0.0.1:8080';
const LOCAL_TWILIO = 'http://127.0.0.1:4010';

const localValues: Texts = localEnvironment({
  firestore: LOCAL_FIRESTORE,
  tasks: '',
  twilioUrl: LOCAL_TWILIO,
  functionsBaseUrl: `http://127.0.0.1:5001/${localIdentity.project}/${localIdentity.region}`,
  linkPageUrl: 'http://127.0.0.1:4000/link',
  // only the functions forward anything
  productUrl: 'http://127.0.0.1:4000',
});

/** Which world a command is for, and its parameters and secrets: each is asked for only by the command that needs it. */
export class Settings {
  readonly project: string;
  /** "host:port" of an emulator; null for the real Firestore. */
  readonly emulatorHost: string | null;
  readonly isLocalWorld: boolean;
  readonly #values: Texts;

  private constructor(fields: Pick<Settings, 'project' | 'emulatorHost' | 'isLocalWorld'>, values: Texts) {
    this.project = fields.project;
    this.emulatorHost = fields.emulatorHost;
    this.isLocalWorld = fields.isLocalWorld;
    this.#values = values;
  }

  /** The environment outweighs the files, except in the local world, whose keys are its own. Throws `UsageError`. */
  static load({ environment, functionsDirectory, local, project: named }: SettingsSource): Settings {
    const emulatorHost = environment['FIRESTORE_EMULATOR_HOST'] || null;
    if (local) {
      const fields = { project: localIdentity.project, isLocalWorld: true };
      return new Settings({ ...fields, emulatorHost: emulatorHost ?? LOCAL_FIRESTORE }, localValues);
    }
    const project = named ?? (environment['GCLOUD_PROJECT'] || environment['GOOGLE_CLOUD_PROJECT']);
    if (!project) throw new UsageError('Say which world it is for: --local, or --project <id>.');
    const files = ['.env', `.env.${project}`, '.secret.local'].map((name) => join(functionsDirectory, name));
    const values = Object.assign({}, ...files.map(readValues), environment);
    return new Settings({ project, emulatorHost, isLocalWorld: false }, values);
  }

  /** An operator's mistake here would reach people. */
  get isReal(): boolean {
    return this.emulatorHost === null;
  }

  /** Everything as text, for those who parse it as a whole. */
  get texts(): Texts {
    return this.#values;
  }

  /** The same world; what `values` says outweighs what is known already. */
  with(values: Texts): Settings {
    return new Settings(this, { ...this.#values, ...values });
  }

  /** Throws one `UnusableError` that names all that is missing or malformed, with the command that sets it. */
  read<Names extends Name>(...names: readonly Names[]): Pick<Configuration, Names> {
    const problems: string[] = [];
    const entries = names.map((name) => {
      const result = configurationSchema.shape[name].safeParse(this.#textOf(name));
      if (!result.success)
        problems.push(`${name} ${result.error.issues[0]?.message}\n  ${this.#remedyFor(name)}`);
      return [name, result.data];
    });
    if (problems.length > 0) throw new UnusableError(problems.join('\n'));
    // each value comes from the schema of its own name
    return Object.fromEntries(entries) as Pick<Configuration, Names>;
  }

  #textOf(name: Name): string | undefined {
    return this.#values[name]?.trim() || defaultOf(name);
  }

  #remedyFor(name: Name): string {
    return Object.values(secretParameters).some((secret) => secret.name === name)
      ? `export ${name}="$(firebase functions:secrets:access ${name} --project ${this.project})"`
      : `echo '${name}=…' >> functions/.env.${this.project}`;
  }
}

function defaultOf(name: Name): string | undefined {
  const value = Object.values(parameters).find((parameter) => parameter.name === name)?.options.default;
  return typeof value === 'object' ? undefined : value?.toString();
}

/** A file that does not exist says nothing. */
function readValues(file: string): Texts {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
