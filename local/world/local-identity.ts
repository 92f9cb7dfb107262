/** What the local world is called and signs with. All of it is public and means nothing anywhere else. */
export const localIdentity = {
  project: 'demo-linkline',
  region: 'us-central1',
  productName: 'Demo',
  accountSid: 'AC00000000000000000000000000000001',
  authToken: '00000000000000000000000000000002',
  sender: 'whatsapp:+15550006789',
  linkCodeKey: 'a-key-for-link-codes-that-is-not-secret',
  addressKey: 'a-key-for-addresses-that-is-not-secret',
  forwardSigningSecret: `whsec_${Buffer.from('a-key-for-forwarding-that-is-no-secret').toString('base64')}`,
} as const;
