export { cancelLink } from './infra/functions/cancel-link.ts';
export { confirmLink } from './infra/functions/confirm-link.ts';
export { onOutboundMessageCreated } from './infra/functions/on-outbound-message-created.ts';
export { onUserMappingCreated } from './infra/functions/on-user-mapping-created.ts';
export { sendOutboundMessage } from './infra/functions/send-outbound-message.ts';
export { startLink } from './infra/functions/start-link.ts';
export { twilioWebhook } from './infra/functions/twilio-webhook.ts';
export { unlink } from './infra/functions/unlink.ts';
