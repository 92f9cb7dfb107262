import { secretParameters } from '../../../functions/src/infra/config/parameters.ts';
import { CannotTellError } from '../cannot-tell-error.ts';
import type { ProjectAdministration } from './project-administration.ts';

export type SecretState =
  /** `value` is null where your account may not read it. */
  | { readonly kind: 'enabled'; readonly version: string; readonly value: string | null }
  | { readonly kind: 'missing' | 'disabled' }
  | { readonly kind: 'unknown'; readonly error: CannotTellError };

/** The newest version of each secret: those that the next deployment would use. */
export async function readSecrets(
  administration: ProjectAdministration,
): Promise<ReadonlyMap<string, SecretState>> {
  const names = Object.values(secretParameters).map(({ name }) => name);
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, SecretState]> => [name, await stateOf(name, administration)]),
    ),
  );
}

async function stateOf(name: string, administration: ProjectAdministration): Promise<SecretState> {
  try {
    const newest = await administration.newestSecretVersion(name);
    if (newest === null) return { kind: 'missing' };
    if (!newest.isEnabled) return { kind: 'disabled' };
    const value = await administration.secretValue(name).catch(nullIfHidden);
    return { kind: 'enabled', version: newest.version, value };
  } catch (error) {
    if (error instanceof CannotTellError) return { kind: 'unknown', error };
    throw error;
  }
}

/** To know that a secret exists takes less than to read it. */
function nullIfHidden(error: unknown): null {
  if (error instanceof CannotTellError) return null;
  throw error;
}
