import { z } from 'zod';
import { demoPhones } from '../demo-phones.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { PhoneIdentity } from '../page-protocol.ts';
import type { PhoneIdentities } from '../phone-identities.ts';
import { isPhoneAddress } from '../../twilio/whatsapp-address.ts';
import { answerNothing, readBody } from './json-body.ts';
import type { Route } from './route.ts';

const numbers = demoPhones.map(({ address }) => address).filter(isPhoneAddress);
const phoneRequest = z.strictObject({ phone: z.enum(numbers) });

/** `POST /phone/hide`, `/phone/show` and `/phone/change-hands`, each with `{phone}`: a demo phone that has a number. */
export function identityRoutes(identities: PhoneIdentities, feed: LiveFeed): readonly Route[] {
  const identityRoute = (path: string, change: (phone: string) => PhoneIdentity): Route => ({
    method: 'POST',
    path,
    async handle(request, response) {
      const { phone } = await readBody(request, phoneRequest);
      feed.tellIdentity(change(phone));
      answerNothing(response);
    },
  });
  return [
    identityRoute('/phone/hide', (phone) => identities.hide(phone)),
    identityRoute('/phone/show', (phone) => identities.show(phone)),
    identityRoute('/phone/change-hands', (phone) => identities.changeHands(phone)),
  ];
}
