/** A configuration that works, with nothing but what has no default. */
export const requiredValues = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_SENDER: 'whatsapp:+15550006789',
  LINK_PAGE_URL: 'https://app.example.com/link',
  PRODUCT_NAME: 'Demo',
  TWILIO_AUTH_TOKENS: 'first-token-0123456789abcdef',
  LINK_CODE_KEY: 'link-code-key-0123456789abcdef-01',
  ADDRESS_KEY: 'address-key-0123456789abcdef-0123',
};
