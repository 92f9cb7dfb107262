import type { LinkingRepositories } from '../../domain/linking/linking-repositories.ts';
import { withStateOf } from '../../domain/linking/user-link.ts';
import type { UserMapping } from '../../domain/linking/user-mapping.ts';

/** Writes another state of a mapping, and what the app shows of it. */
export async function changeMappingState(
  repositories: LinkingRepositories,
  mapping: UserMapping,
  change: Pick<UserMapping, 'state' | 'heldSince'>,
): Promise<UserMapping> {
  const changed = { ...mapping, ...change };
  const link = await repositories.links.find(mapping.userId);
  repositories.mappings.save(changed);
  if (link !== null) repositories.links.save(withStateOf(link, changed));
  return changed;
}
