import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parameters, secretParameters } from '../../src/infra/config/parameters.ts';
import { parameterValues, PROJECT } from '../support/test-configuration.ts';
import type { ColdStart } from './cold-start-probe.ts';

const names = new Set(
  [...Object.values(parameters), ...Object.values(secretParameters)].map(({ name }) => name),
);

async function startCold(): Promise<ColdStart> {
  const probe = fork(join(import.meta.dirname, 'cold-start-probe.ts'), [], {
    env: { ...parameterValues, GCLOUD_PROJECT: PROJECT, METADATA_SERVER_DETECTION: 'none' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exit = once(probe, 'exit');
  const [coldStart] = await Promise.race([once(probe, 'message'), exit]);
  probe.disconnect();
  expect(await exit).toEqual([0, null]);
  // what the probe sends is declared there
  return coldStart as ColdStart;
}

let coldStart: ColdStart;

beforeAll(async () => {
  coldStart = await startCold();
});

test('loading the functions builds nothing, opens nothing and reads no parameter or secret', () => {
  const { loaded } = coldStart;
  expect(loaded.variablesRead.filter((name) => names.has(name))).toEqual([]);
  expect(loaded.appsBuilt).toBe(0);
  expect(loaded.handlesOpened).toEqual([]);
});

test('ten simultaneous first requests build one module, which reads the configuration once', () => {
  const { statuses, variablesRead, appsBuilt } = coldStart.answered;
  expect(statuses).toEqual(Array.from({ length: 10 }, () => 403));
  expect(variablesRead.filter((name) => name === secretParameters.addressKey.name)).toHaveLength(1);
  expect(appsBuilt).toBe(1);
});
