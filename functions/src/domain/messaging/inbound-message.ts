import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';

/** Who wrote: the address to answer to and, where WhatsApp tells both, the other address of the same person. */
export interface Sender {
  readonly address: WhatsAppAddress;
  readonly otherAddress: WhatsAppAddress | null;
  readonly profileName: string | null;
}

export interface InboundMedia {
  readonly url: string;
  readonly contentType: string;
}

export interface InboundLocation {
  readonly latitude: number;
  readonly longitude: number;
  readonly label: string | null;
  readonly address: string | null;
}

export interface InboundButton {
  readonly text: string;
  readonly payload: string | null;
}

export interface InboundMessage {
  readonly messageSid: string;
  readonly sender: Sender;
  /** What Twilio calls the kind of message ("text", "image", "location", …), as it came; an unknown kind is kept. */
  readonly type: string;
  readonly body: string;
  readonly media: readonly InboundMedia[];
  readonly location: InboundLocation | null;
  readonly button: InboundButton | null;
  /** Set where Twilio's Advanced Opt-Out has answered already. */
  readonly optOutType: 'STOP' | 'START' | 'HELP' | null;
}
