import { localIdentity } from '../../../../local/world/local-identity.ts';
import { PlantedValues } from './planted-values.ts';

export const PHONE = '+15551119876';
export const ID = 'US.veryhidden000000000000001';
/** WhatsApp gives it to whoever has the number next. */
export const NEXT_ID = 'US.veryhidden000000000000002';
export const PROFILE_NAME = 'Wilhelmina Zephyrine';
export const TEXT = 'my doctor says it is serious';
export const REPLY = 'come to room Aldebaran at once';
export const NEWS = 'your results are positive';
export const VARIABLE = 'Professor Quillfeather';
export const FORWARD_TOKEN = 'a-token-in-the-address';
export const TEMPLATE = {
  content_sid: 'HX00000000000000000000000000000002',
  variables: { 1: VARIABLE },
};

/** Everything private that is known before it begins. */
export function privateValues(): PlantedValues {
  const { authToken, linkCodeKey, addressKey, forwardSigningSecret } = localIdentity;
  const planted = new PlantedValues();
  planted.plant(PHONE.slice(1), ID, NEXT_ID, PROFILE_NAME, 'Zephyrine', TEXT, 'doctor');
  planted.plant(authToken, linkCodeKey, addressKey);
  planted.plant('ada@example.com', 'a•••@example.com');
  planted.plant(REPLY, 'Aldebaran', NEWS, VARIABLE, 'Quillfeather', FORWARD_TOKEN);
  planted.plant(forwardSigningSecret, forwardSigningSecret.replace('whsec_', ''));
  return planted;
}
