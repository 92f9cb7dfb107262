import { ConfigurationError } from '../functions/src/infra/config/configuration-error.ts';
import { parameters, secretParameters } from '../functions/src/infra/config/parameters.ts';
import { parseAppConfig } from '../functions/src/infra/config/parse-app-config.ts';

export interface Deployment {
  readonly project: string;
  /** Parameters by name, as the Firebase CLI reads them. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Databases to which firebase.json deploys indexes, TTL policies and rules. */
  readonly databases: readonly string[];
}

/** The one that firebase.json means, and the functions too, where neither names another. */
export const DEFAULT_DATABASE = '(default)';

/** Long enough, and each of its own: whether the real ones are set is what the CLI asks Secret Manager. */
const secretsInPlace: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(secretParameters).map(({ name }) => [name, name.padEnd(32, '.')])),
  [secretParameters.forwardSigningSecret.name]: `whsec_${'A'.repeat(32)}`,
};

/** Everything for which functions deployed now would fail or lose their indexes, a sentence each. */
export function configurationProblems(deployment: Deployment): readonly string[] {
  return [...refusals(deployment), ...emptyLines(deployment), ...otherDatabases(deployment)];
}

function refusals({ project, values }: Deployment): readonly string[] {
  try {
    parseAppConfig({ ...values, ...secretsInPlace }, project);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

/** The functions would take the default for them, but the CLI deploys with the empty text. */
function emptyLines({ values }: Deployment): readonly string[] {
  return [parameters.region.name, parameters.firestoreDatabase.name]
    .filter((name) => values[name]?.trim() === '')
    .map((name) => `${name} is empty: give it a value, as functions/.env.example does.`);
}

function otherDatabases({ values, databases }: Deployment): readonly string[] {
  const { name } = parameters.firestoreDatabase;
  const database = values[name]?.trim() ?? DEFAULT_DATABASE;
  if (database === '' || databases.includes(database)) return [];
  const others = databases.join(', ') || 'no database';
  return [
    `${name} is ${database}, but firebase.json deploys indexes, TTL policies and rules to ${others}: ` +
      `write "database": "${database}" into its "firestore" object.`,
  ];
}
