export const collections = {
  userMappings: 'whatsapp_user_mappings',
  links: 'whatsapp_links',
  linkRequests: 'whatsapp_link_requests',
  linkCounters: 'whatsapp_link_counters',
  contacts: 'whatsapp_contacts',
  commandReceipts: 'whatsapp_command_receipts',
  inboundMessages: 'whatsapp_inbound_messages',
  inboundLanes: 'whatsapp_inbound_lanes',
  outboundMessages: 'whatsapp_outbound_messages',
  sendingPause: 'whatsapp_sending',
  events: 'whatsapp_events',
  state: 'whatsapp_state',
  erasures: 'whatsapp_erasures',
} as const;

export type CollectionName = (typeof collections)[keyof typeof collections];
