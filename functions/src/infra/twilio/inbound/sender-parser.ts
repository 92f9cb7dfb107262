import { InvalidWhatsAppNumberError } from '../../../domain/linking/linking-errors.ts';
import { parseWhatsAppAddress, type WhatsAppAddress } from '../../../domain/linking/whatsapp-address.ts';
import type { Sender } from '../../../domain/messaging/inbound-message.ts';
import type { TwilioParameters } from '../twilio-parameters.ts';

/**
 * `From` is where to answer. A person who shows the phone has the business-scoped id beside it; of one who hides it the phone is
 * known only where `WaId` names it. `WaId` never replaces a phone: in some countries it is written in another way.
 */
export function parseSender(parameters: TwilioParameters): Sender | null {
  const address = addressIn(parameters.get('From'));
  if (address === null) return null;
  const waId = parameters.get('WaId');
  const other =
    address.kind === 'phone'
      ? addressIn(parameters.get('ExternalUserId'))
      : addressIn(waId === null ? null : `whatsapp:+${waId}`);
  return {
    address,
    otherAddress: other === null || other.kind === address.kind ? null : other,
    profileName: parameters.get('ProfileName'),
  };
}

function addressIn(value: string | null): WhatsAppAddress | null {
  if (value === null) return null;
  try {
    return parseWhatsAppAddress(value);
  } catch (error) {
    if (error instanceof InvalidWhatsAppNumberError) return null;
    throw error;
  }
}
