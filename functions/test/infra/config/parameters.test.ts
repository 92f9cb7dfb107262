import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../src/infra/config/configuration-schema.ts';
import { parameters, secretParameters } from '../../../src/infra/config/parameters.ts';

const definitions = Object.values(parameters).map(({ name, options }) => ({
  name,
  input: options.input,
  initial: typeof options.default === 'object' ? undefined : options.default?.toString(),
}));
const parameterNames = definitions.map(({ name }) => name);
const secretNames = Object.values(secretParameters).map(({ name }) => name);

/** https://github.com/firebase/firebase-tools/blob/main/src/functions/env.ts */
const RESERVED_PREFIX = /^(X_GOOGLE_|FIREBASE_|EXT_|KIT_|K_|GOOGLE_)/;
const RESERVED = [
  'CLOUD_RUNTIME_CONFIG',
  'ENTRY_POINT',
  'EVENTARC_CLOUD_EVENT_SOURCE',
  'FUNCTION_IDENTITY',
  'FUNCTION_MEMORY_MB',
  'FUNCTION_NAME',
  'FUNCTION_REGION',
  'FUNCTION_SIGNATURE_TYPE',
  'FUNCTION_TARGET',
  'FUNCTION_TIMEOUT_SEC',
  'FUNCTION_TRIGGER_TYPE',
  'GCLOUD_PROJECT',
  'GCP_PROJECT',
  'PORT',
];

async function linesOf(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(new URL(`../../../${file}`, import.meta.url), 'utf8');
  const assignments = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    assignments.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

describe('parameters and secrets', () => {
  it.each([...parameterNames, ...secretNames])('%s is a name that the platform accepts', (name) => {
    expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(name).not.toMatch(RESERVED_PREFIX);
    expect(RESERVED).not.toContain(name);
  });

  it('explain themselves to whoever deploys', () => {
    for (const { options } of [...Object.values(parameters), ...Object.values(secretParameters)]) {
      expect(options.description).toMatch(/^\S.{20,}\.$/);
    }
  });

  it('are all read at run time, except what only the deployment needs', () => {
    const setByPlatform = new Set(['GCLOUD_PROJECT', 'FIREBASE_KIT_INSTANCE_ID']);
    const ofTheDeployment = new Set(['MIN_INSTANCES', 'MAX_INSTANCES', 'SENDER_MESSAGES_PER_SECOND']);
    const read = Object.keys(configurationSchema.shape).filter((name) => !setByPlatform.has(name));

    expect(read.toSorted()).toStrictEqual(
      [...parameterNames, ...secretNames].filter((name) => !ofTheDeployment.has(name)).toSorted(),
    );
  });

  it('have defaults that their own question would accept', () => {
    const refused = definitions.filter(({ input, initial }) => {
      const form = input !== undefined && 'text' in input ? input.text.validationRegex : undefined;
      return form !== undefined && initial !== undefined && !new RegExp(form).test(initial);
    });

    expect(refused).toStrictEqual([]);
  });
});

describe('example files', () => {
  it('.env.example lists exactly the parameters, with their defaults', async () => {
    const expected = new Map(definitions.map(({ name, initial = '' }) => [name, initial]));

    expect(await linesOf('.env.example')).toStrictEqual(expected);
  });

  it('.secret.local.example lists exactly the secrets, without a value that somebody could keep', async () => {
    expect(await linesOf('.secret.local.example')).toStrictEqual(
      new Map(secretNames.map((name) => [name, ''])),
    );
  });
});
