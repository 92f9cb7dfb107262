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

/** A tapped button of a template or of quick replies. */
export interface InboundButton {
  readonly text: string;
  /** What the product gave the button, as opposed to what the person read. */
  readonly payload: string | null;
  /** As it came: "REPLY", "ACTION", … */
  readonly type: string | null;
}

/** The chosen entry of a list picker. */
export interface InboundListReply {
  readonly id: string | null;
  readonly title: string | null;
}

/** A submitted form of WhatsApp Flows. Both are JSON texts as they came, not checked: a person's phone writes them. */
export interface InboundFlow {
  readonly data: string | null;
  readonly interactiveData: string | null;
}

export interface RepliedMessage {
  readonly messageSid: string;
  readonly senderAddress: string | null;
}

/** The advertisement or post that led the person to the chat. */
export interface InboundReferral {
  readonly sourceType: string | null;
  readonly sourceId: string | null;
  readonly sourceUrl: string | null;
  readonly headline: string | null;
  readonly body: string | null;
  /** Meta's id of the click ("ctwa_clid"), by which conversions are reported. */
  readonly clickId: string | null;
  readonly mediaCount: number;
  readonly mediaId: string | null;
  readonly mediaUrl: string | null;
  readonly mediaContentType: string | null;
}

/** Texts are as the person or the person's phone wrote them; null is what the message does not have. */
export interface InboundMessage {
  readonly messageSid: string;
  readonly sender: Sender;
  /** The address of ours that the person wrote to. */
  readonly sentTo: string;
  /** What Twilio calls the kind of message ("text", "image", "contacts", …), as it came; an unknown kind is kept. */
  readonly type: string;
  readonly body: string;
  /** WhatsApp sends at most one; a contact is a vCard. */
  readonly media: readonly InboundMedia[];
  readonly location: InboundLocation | null;
  readonly button: InboundButton | null;
  readonly listReply: InboundListReply | null;
  readonly flow: InboundFlow | null;
  readonly repliedTo: RepliedMessage | null;
  readonly forwarded: 'no' | 'forwarded' | 'frequently';
  readonly referral: InboundReferral | null;
  /** Set where Twilio's Advanced Opt-Out has answered already. */
  readonly optOutType: 'STOP' | 'START' | 'HELP' | null;
}
