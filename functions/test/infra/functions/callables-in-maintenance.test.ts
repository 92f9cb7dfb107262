import type { CallableFunction, CallableRequest } from 'firebase-functions/https';
import { expect, it } from 'vitest';
import { readDeployedFunctions } from '../../../../local/functions-host/read-deployed-functions.ts';
import { replaceEnvironment } from '../../../src/infra/environment.ts';
import * as deployed from '../../../src/index.ts';
import { parameterValues, PROJECT } from '../../support/test-configuration.ts';

/** No address of any service is set: whatever is touched but the configuration fails. */
Object.assign(process.env, parameterValues, {
  MAINTENANCE: 'true',
  GCLOUD_PROJECT: PROJECT,
  METADATA_SERVER_DETECTION: 'none',
});
replaceEnvironment({ logOutput: () => undefined });

const callables = readDeployedFunctions(deployed).flatMap(({ kind, name, handler }) =>
  // that is what firebase-functions makes of a callable
  kind === 'callable' ? [{ name, callable: handler as unknown as CallableFunction<unknown, unknown> }] : [],
);

it.each(callables)('$name says that it is being maintained', async ({ callable }) => {
  // the callables read no more of a request than this
  const request = { data: {}, auth: { uid: 'ada', token: {}, rawToken: '' } } as unknown as CallableRequest;
  await expect(callable.run(request)).rejects.toMatchObject({
    code: 'unavailable',
    details: { code: 'maintenance' },
  });
});
