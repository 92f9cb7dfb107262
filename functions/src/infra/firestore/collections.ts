export const collections = {
  userMappings: 'whatsapp_user_mappings',
  links: 'whatsapp_links',
  linkRequests: 'whatsapp_link_requests',
  linkCounters: 'whatsapp_link_counters',
  contacts: 'whatsapp_contacts',
  commandReceipts: 'whatsapp_command_receipts',
  inboundMessages: 'whatsapp_inbound_messages',
  outboundMessages: 'whatsapp_outbound_messages',
} as const;

export type CollectionName = (typeof collections)[keyof typeof collections];
