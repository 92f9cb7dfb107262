import * as deployed from '../../functions/src/index.ts';
import { functionPrefixOf } from '../../functions/src/infra/config/function-url.ts';
import type { FunctionDescription } from '../../local/functions-host/deployed-function.ts';
import { readDeployedFunctions } from '../../local/functions-host/read-deployed-functions.ts';
import type { Settings } from '../admin/settings.ts';
import type { DeployedFunction } from './google/project-administration.ts';

type ExpectedFunction = Pick<FunctionDescription, 'kind' | 'name'>;

/** What a deployment of this code makes of it, under the names with which it is deployed. */
export function expectedFunctions(settings: Settings): readonly ExpectedFunction[] {
  const { FIREBASE_KIT_INSTANCE_ID } = settings.read('FIREBASE_KIT_INSTANCE_ID');
  const prefix = functionPrefixOf(FIREBASE_KIT_INSTANCE_ID);
  return readDeployedFunctions(deployed).map(({ kind, name }) => ({ kind, name: `${prefix}${name}` }));
}

/** Without those of other code, and without what a former deployment left in another region. */
export function ownFunctions(
  deployed: readonly DeployedFunction[],
  settings: Settings,
): readonly DeployedFunction[] {
  const { FUNCTION_DEFAULT_REGION: region } = settings.read('FUNCTION_DEFAULT_REGION');
  const names = new Set(expectedFunctions(settings).map(({ name }) => name));
  return deployed.filter((one) => one.region === region && names.has(one.name));
}
