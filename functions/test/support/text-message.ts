import { parseWhatsAppAddress } from '../../src/domain/linking/whatsapp-address.ts';
import type { InboundMessage } from '../../src/domain/messaging/inbound-message.ts';
import { SENDER } from './test-configuration.ts';

type Given = Partial<InboundMessage> &
  Pick<InboundMessage, 'messageSid' | 'body'> & { readonly from: string };

/** A text and nothing else, to our sender, from an address that stands alone. */
export function textMessage({ from, ...given }: Given): InboundMessage {
  return {
    sender: { address: parseWhatsAppAddress(from), otherAddress: null, profileName: null },
    sentTo: SENDER,
    type: 'text',
    media: [],
    location: null,
    button: null,
    listReply: null,
    flow: null,
    repliedTo: null,
    forwarded: 'no',
    referral: null,
    optOutType: null,
    ...given,
  };
}
