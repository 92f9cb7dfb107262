import type { MessageStatus, StoredMessage } from '../messages/stored-message.ts';

export interface StatusStep {
  readonly status: MessageStatus;
  readonly afterMs: number;
}

const OUTSIDE_SERVICE_WINDOW = 63016;
const OPTED_OUT = 21610;
/** Refused before the message reaches WhatsApp, so it is never sent. */
const REFUSED_BY_TWILIO: ReadonlySet<number> = new Set([OUTSIDE_SERVICE_WINDOW, OPTED_OUT]);

/** The statuses a message goes through from where it is; reading is the phone's doing. */
export function statusSteps(
  message: StoredMessage,
  failure: number | null,
  { sending }: { readonly sending: boolean },
): readonly StatusStep[] {
  const queued: StatusStep[] = message.status === 'queued' ? [] : [{ status: 'queued', afterMs: 50 }];
  if (failure !== null && REFUSED_BY_TWILIO.has(failure)) {
    return [...queued, { status: 'failed', afterMs: 250 }];
  }
  return [
    ...queued,
    ...(sending ? [{ status: 'sending', afterMs: 50 } as const] : []),
    { status: 'sent', afterMs: 250 },
    { status: failure === null ? 'delivered' : 'undelivered', afterMs: 350 },
  ];
}
