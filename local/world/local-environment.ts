import { PRODUCT_EVENT_TYPES } from '../../functions/src/domain/messaging/product-event.ts';
import { parameters, secretParameters } from '../../functions/src/infra/config/parameters.ts';
import { optionValue } from '../functions-host/option-value.ts';
import { localIdentity } from './local-identity.ts';

export interface LocalAddresses {
  /** Host and port. */
  readonly firestore: string;
  /** Host and port; left out where nobody asks who is signed in. */
  readonly auth?: string;
  /** Host and port. */
  readonly tasks: string;
  readonly twilioUrl: string;
  readonly functionsBaseUrl: string;
  readonly linkPageUrl: string;
  /** Where the product's backend takes messages and events. */
  readonly productUrl: string;
}

type ParameterAddresses = Pick<
  LocalAddresses,
  'twilioUrl' | 'functionsBaseUrl' | 'linkPageUrl' | 'productUrl'
>;

export type Variables = Readonly<Record<string, string>>;

/** Every variable that the platform, the Firebase CLI and the emulators would set; `overrides` are parameters by name. */
export function localEnvironment(addresses: LocalAddresses, overrides: Variables = {}): Variables {
  return { ...localParameters(addresses, overrides), ...platformVariables(addresses) };
}

/** The parameters and secrets alone. Throws for an override that is neither. */
export function localParameters(addresses: ParameterAddresses, overrides: Variables = {}): Variables {
  const known = { ...parameterDefaults(), ...parameterValues(addresses) };
  const unknown = Object.keys(overrides).filter((name) => !(name in known));
  if (unknown.length > 0) throw new Error(`There is no parameter or secret ${unknown.join(', ')}.`);
  return { ...known, ...overrides };
}

function parameterDefaults(): Variables {
  const defaults: Record<string, string> = {};
  for (const { name, options } of Object.values(parameters)) {
    const value = optionValue(options.default);
    if (value !== undefined) defaults[name] = String(value);
  }
  return defaults;
}

function parameterValues(addresses: ParameterAddresses): Variables {
  const { twilioUrl, functionsBaseUrl, linkPageUrl, productUrl } = addresses;
  return {
    [parameters.twilioAccountSid.name]: localIdentity.accountSid,
    [parameters.twilioSender.name]: localIdentity.sender,
    [parameters.twilioApiBaseUrl.name]: twilioUrl,
    [parameters.linkPageUrl.name]: linkPageUrl,
    [parameters.productName.name]: localIdentity.productName,
    [parameters.region.name]: localIdentity.region,
    [parameters.publicBaseUrl.name]: functionsBaseUrl,
    [parameters.messageProcessor.name]: 'forward',
    [parameters.forwardUrl.name]: productUrl,
    [parameters.forwardAllowPrivateAddresses.name]: 'true',
    [parameters.forwardEvents.name]: PRODUCT_EVENT_TYPES.join(','),
    [secretParameters.forwardSigningSecret.name]: localIdentity.forwardSigningSecret,
    [secretParameters.twilioAuthTokens.name]: localIdentity.authToken,
    [secretParameters.linkCodeKey.name]: localIdentity.linkCodeKey,
    [secretParameters.addressKey.name]: localIdentity.addressKey,
  };
}

function platformVariables({ firestore, auth = '', tasks }: LocalAddresses): Variables {
  const { project } = localIdentity;
  return {
    GCLOUD_PROJECT: project,
    GOOGLE_CLOUD_PROJECT: project,
    FIREBASE_CONFIG: JSON.stringify({ projectId: project }),
    FIRESTORE_EMULATOR_HOST: firestore,
    FIREBASE_AUTH_EMULATOR_HOST: auth,
    CLOUD_TASKS_EMULATOR_HOST: tasks,
    METADATA_SERVER_DETECTION: 'none',
    // as in the Functions emulator: ID tokens are decoded, not verified
    FIREBASE_DEBUG_MODE: 'true',
    FIREBASE_DEBUG_FEATURES: JSON.stringify({ skipTokenVerification: true }),
    // no credentials of the developer's: nothing here may reach a real project
    GOOGLE_APPLICATION_CREDENTIALS: '',
  };
}
