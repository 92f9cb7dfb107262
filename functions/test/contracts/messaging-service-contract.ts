import { describe, expect, it } from 'vitest';
import { parseWhatsAppAddress } from '../../src/domain/linking/whatsapp-address.ts';
import type { MessagingService } from '../../src/domain/messaging/messaging-service.ts';
import type { Text } from '../../src/domain/messaging/outbound-content.ts';

const ada = parseWhatsAppAddress('whatsapp:+15551110001');
const grace = parseWhatsAppAddress('whatsapp:+15551110002');

function text(body: string): Text {
  return { kind: 'text', body, mediaUrl: null };
}

/** What every adapter of `MessagingService` keeps. `make` gives one that has sent nothing. */
export function messagingServiceContract(name: string, make: () => Promise<MessagingService>): void {
  describe(`${name}: the messaging service`, () => {
    it('accepts a text under a SID of its own', async () => {
      const messaging = await make();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, number) =>
          messaging.send({ messageId: `message-${number}`, to: ada, content: text('Account linked!') }),
        ),
      );
      const sids = outcomes.map((outcome) =>
        outcome.kind === 'accepted' ? outcome.messageSid : outcome.kind,
      );
      expect(new Set(sids).size).toBe(20);
      for (const sid of sids) expect(sid).toMatch(/^(SM|MM)[0-9a-f]{32}$/);
    });

    it('lists what it has sent to a person, newest first, with the text as it was', async () => {
      const messaging = await make();
      const texts = ['first', 'second & <third>', 'fourth: ünïcödé 👋'];
      for (const [number, body] of texts.entries()) {
        await messaging.send({ messageId: `message-${number}`, to: ada, content: text(body) });
        await messaging.send({ messageId: `other-${number}`, to: grace, content: text('somebody else') });
      }
      const listed = await messaging.listSent(ada);
      expect(listed.map(({ body }) => body)).toEqual(texts.toReversed());
    });

    it('knows nothing of a message that it has not sent', async () => {
      const messaging = await make();
      expect(await messaging.fetchDelivery(`SM${'f'.repeat(32)}`)).toBeNull();
    });

    it('lists nothing for whom nothing was sent', async () => {
      const messaging = await make();
      expect(await messaging.listSent(ada)).toEqual([]);
    });
  });
}
