const PHONE = /^whatsapp:\+[1-9]\d{6,14}$/;
const BUSINESS_SCOPED_ID = /^whatsapp:[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

export const isPhoneAddress = (address: string): boolean => PHONE.test(address);

/** A phone (`whatsapp:+<E.164>`) or a business-scoped user id (`whatsapp:CC.<alphanumeric>`). */
export const isWhatsAppAddress = (address: string): boolean =>
  PHONE.test(address) || BUSINESS_SCOPED_ID.test(address);
