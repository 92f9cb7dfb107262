import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAppConfig } from '../../../src/infra/config/read-app-config.ts';
import { requiredValues } from './configuration-values.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('readAppConfig', () => {
  it('reads the environment at the time of the call', () => {
    expect(() => readAppConfig()).toThrow('TWILIO_ACCOUNT_SID is missing');

    for (const [name, value] of Object.entries(requiredValues)) vi.stubEnv(name, value);
    vi.stubEnv('GCLOUD_PROJECT', 'demo-linkline');

    expect(readAppConfig()).toMatchObject({ project: 'demo-linkline', link: { productName: 'Demo' } });
  });

  it('takes a number that cannot be read for a mistake, not for zero', () => {
    for (const [name, value] of Object.entries(requiredValues)) vi.stubEnv(name, value);
    vi.stubEnv('GCLOUD_PROJECT', 'demo-linkline');
    vi.stubEnv('LINK_REQUESTS_PER_HOUR', 'five');

    expect(() => readAppConfig()).toThrow('LINK_REQUESTS_PER_HOUR is not a whole number');
  });
});
