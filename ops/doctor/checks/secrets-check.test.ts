import { expect, it } from 'vitest';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { Settings } from '../../admin/settings.ts';
import type { Patient } from '../check.ts';
import type { DeployedFunction } from '../google/project-administration.ts';
import { secretsCheck } from './secrets-check.ts';

const settings = Settings.load({
  environment: {},
  functionsDirectory: 'none',
  local: false,
  project: localIdentity.project,
});

const withKey = (name: string, region: string, version: string): DeployedFunction => ({
  name,
  region,
  state: 'ACTIVE',
  parameters: {},
  secretVersions: { LINK_CODE_KEY: version },
});

/** What the check says of functions that were deployed with versions of a secret whose newest is the second. */
async function problemsOf(...functions: readonly DeployedFunction[]): Promise<readonly string[]> {
  const patient = {
    settings,
    secrets: new Map([['LINK_CODE_KEY', { kind: 'enabled', version: '2', value: null }]]),
    administration: { functions: async () => functions },
  };
  // the check asks for nothing else
  const findings = await secretsCheck.examine(patient as unknown as Patient);
  return findings.map(({ problem }) => problem);
}

const { region } = localIdentity;

it('tells of a function that was deployed with a former version', async () => {
  expect(await problemsOf(withKey('startLink', region, '2'), withKey('unlink', region, '1'))).toEqual([
    'LINK_CODE_KEY was changed since the functions were deployed.',
  ]);
});

it('looks at the functions of this deployment only', async () => {
  const ours = withKey('startLink', region, '2');
  expect(await problemsOf(ours, withKey('startLink', 'europe-west1', '1'))).toEqual([]);
  expect(await problemsOf(ours, withKey('somethingElse', region, '1'))).toEqual([]);
});
