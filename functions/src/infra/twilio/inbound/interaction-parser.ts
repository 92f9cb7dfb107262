import type {
  InboundButton,
  InboundFlow,
  InboundListReply,
} from '../../../domain/messaging/inbound-message.ts';
import type { TwilioParameters } from '../twilio-parameters.ts';

export function parseButton(parameters: TwilioParameters): InboundButton | null {
  const text = parameters.get('ButtonText');
  const payload = parameters.get('ButtonPayload');
  if (text === null && payload === null) return null;
  return { text: text ?? parameters.get('Body') ?? '', payload, type: parameters.get('ButtonType') };
}

export function parseListReply(parameters: TwilioParameters): InboundListReply | null {
  const id = parameters.get('ListId');
  const title = parameters.get('ListTitle');
  return id === null && title === null ? null : { id, title };
}

export function parseFlow(parameters: TwilioParameters): InboundFlow | null {
  const data = parameters.get('FlowData');
  const interactiveData = parameters.get('InteractiveData');
  return data === null && interactiveData === null ? null : { data, interactiveData };
}
