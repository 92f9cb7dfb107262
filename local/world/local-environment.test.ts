import { describe, expect, it } from 'vitest';
import { parameters, secretParameters } from '../../functions/src/infra/config/parameters.ts';
import { parseAppConfig } from '../../functions/src/infra/config/parse-app-config.ts';
import { localEnvironment } from './local-environment.ts';
import { localIdentity } from './local-identity.ts';

const addresses = {
  firestore: '127.0.0.1:1',
  auth: '127.0.0.1:7',
  tasks: '127.0.0.1:2',
  twilioUrl: 'http://127.0.0.1:3',
  functionsBaseUrl: 'http://127.0.0.1:4/demo-linkline/us-central1',
  linkPageUrl: 'http://127.0.0.1:5/link',
  productUrl: 'http://127.0.0.1:6/linkline',
};

describe('localEnvironment', () => {
  it('has every parameter and secret', () => {
    const names = [...Object.values(parameters), ...Object.values(secretParameters)].map(({ name }) => name);
    expect(Object.keys(localEnvironment(addresses))).toEqual(expect.arrayContaining(names));
  });

  it('is a configuration that the functions accept', () => {
    const config = parseAppConfig(localEnvironment(addresses), localIdentity.project);
    expect(config.publicBaseUrl).toBe(addresses.functionsBaseUrl);
    expect(config.twilio.apiBaseUrl).toBe(addresses.twilioUrl);
    expect(config.link.linkPageUrl).toBe(addresses.linkPageUrl);
  });

  it('takes other values for parameters, by names that exist', () => {
    expect(localEnvironment(addresses, { LINK_CONFIRMATION: 'off' })['LINK_CONFIRMATION']).toBe('off');
    expect(() => localEnvironment(addresses, { LINK_CONFIRMTION: 'off' })).toThrow('LINK_CONFIRMTION');
  });

  it('keeps a developer’s own credentials and services out', () => {
    expect(localEnvironment(addresses)).toMatchObject({
      GOOGLE_APPLICATION_CREDENTIALS: '',
      METADATA_SERVER_DETECTION: 'none',
      FIRESTORE_EMULATOR_HOST: '127.0.0.1:1',
      FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:7',
      CLOUD_TASKS_EMULATOR_HOST: '127.0.0.1:2',
    });
  });
});
