import { DAY, type Instant } from '../shared/clock.ts';

/** Free text may be sent for 24 hours after a person's last message: https://www.twilio.com/docs/whatsapp/key-concepts */
export const SERVICE_WINDOW = DAY;

export function serviceWindowEnd(lastInboundAt: Instant): Instant {
  return lastInboundAt + SERVICE_WINDOW;
}
