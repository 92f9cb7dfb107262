import { onRequest } from 'firebase-functions/https';
import { parameters } from '../config/parameters.ts';
import { parseInboundMessage } from '../twilio/inbound/inbound-message-parser.ts';
import { TWIML_CONTENT_TYPE, twiml } from '../twilio/twiml.ts';
import { functionOptions } from './function-options.ts';
import { refuse, twilioEndpoint } from './twilio-endpoint.ts';
import { withinDeadline } from './within-deadline.ts';

/** Receives the messages that people send on WhatsApp. */
export const twilioWebhook = onRequest(
  { ...functionOptions, minInstances: parameters.minInstances, timeoutSeconds: 30 },
  twilioEndpoint({
    functionName: 'twilioWebhook',
    purpose: 'inbound-message',
    async answer(module, { parameters: form }, response) {
      const parsing = parseInboundMessage(form);
      if (parsing.kind === 'refused') return refuse(module, response, parsing);
      const { message } = parsing;
      const { metrics } = module;
      const received = await withinDeadline(() => module.receiveMessage.execute({ message }));
      metrics.increment('inbound.messages', { effect: received.outcome, reply: received.reply });
      if (received.identity !== null) metrics.increment('identity.changes', { outcome: received.identity });
      response.status(200).type(TWIML_CONTENT_TYPE).send(twiml(received.replyText));
    },
  }),
);
