import { ConfigurationError } from '../../../functions/src/infra/config/configuration-error.ts';
import { parseAppConfig } from '../../../functions/src/infra/config/parse-app-config.ts';
import type { Settings } from '../../admin/settings.ts';
import { CannotTellError } from '../cannot-tell-error.ts';
import type { Check, Patient } from '../check.ts';
import { ownFunctions } from '../expected-functions.ts';
import { cannotTell, warning, wrong, type Finding } from '../finding.ts';
import { deploy, setSecret } from '../fixes.ts';
import type { DeployedFunction } from '../google/project-administration.ts';
import type { SecretState } from '../google/read-secrets.ts';

/** Whether every secret is there, of the right form, and the one that the functions have. */
export const secretsCheck: Check = {
  name: 'secrets',
  title: 'Secrets',
  async examine(patient) {
    const { settings, secrets } = patient;
    const found = [...secrets].flatMap(([name, state]) => findingsOn(name, state, settings));
    return [...found, ...hidden(patient), ...(await outdated(patient)), ...rotation(settings)];
  },
};

function findingsOn(name: string, state: SecretState, settings: Settings): readonly Finding[] {
  const set = `${setSecret(settings, name)}, then ${deploy(settings)}`;
  if (state.kind === 'missing') return [wrong(`${name} has no value.`, set)];
  if (state.kind === 'disabled') return [wrong(`The newest version of ${name} is disabled.`, set)];
  if (!settings.texts[name]) return [];
  return malformations(settings)
    .filter((problem) => problem.startsWith(`${name} `))
    .map((problem) => wrong(problem, set));
}

/** What keeps one secret from being looked up keeps all of them. */
function hidden({ settings, secrets }: Patient): readonly Finding[] {
  const unknown = [...secrets].flatMap(([name, state]) =>
    state.kind === 'unknown' && !settings.texts[name] ? [{ name, error: state.error }] : [],
  );
  const [first] = unknown;
  if (first === undefined) return [];
  return [
    cannotTell(`${unknown.map(({ name }) => name).join(', ')}: ${first.error.message}`, first.error.fix),
  ];
}

function malformations(settings: Settings): readonly string[] {
  try {
    parseAppConfig(settings.texts, settings.project);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

/** A function keeps the version that it was deployed with. */
async function outdated({ settings, secrets, administration }: Patient): Promise<readonly Finding[]> {
  const functions = ownFunctions(await administration.functions().catch(noneIfUnknown), settings);
  return [...secrets].flatMap(([name, state]) => {
    const versions = new Set(functions.map(({ secretVersions }) => secretVersions[name]));
    versions.delete(undefined);
    if (state.kind !== 'enabled' || versions.size === 0) return [];
    if (versions.size === 1 && versions.has(state.version)) return [];
    return [wrong(`${name} was changed since the functions were deployed.`, deploy(settings))];
  });
}

/** That they could not be looked at is said of the functions. */
function noneIfUnknown(error: unknown): readonly DeployedFunction[] {
  if (error instanceof CannotTellError) return [];
  throw error;
}

function rotation(settings: Settings): readonly Finding[] {
  const tokens = settings.texts['TWILIO_AUTH_TOKENS']?.split(/[\s,]+/).filter((token) => token !== '') ?? [];
  if (tokens.length < 2) return [];
  return [
    warning(
      'TWILIO_AUTH_TOKENS holds two tokens, as it should during a rotation only.',
      `once the first one is the primary one: ${setSecret(settings, 'TWILIO_AUTH_TOKENS')}`,
    ),
  ];
}
