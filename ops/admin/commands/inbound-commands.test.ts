import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { localEnvironment } from '../../../local/world/local-environment.ts';
import { HttpListener } from '../../../local/world/http-listener.ts';
import { MINUTE } from '../../../functions/src/domain/shared/clock.ts';
import { AdminWorld, NOW, runCommandLine } from '../testing/admin-world.ts';
import { PHONE } from '../testing/stored-messages.ts';

const SID = `SM${'a'.repeat(32)}`;

const logged = {
  sid: SID,
  from: PHONE,
  to: localIdentity.sender,
  direction: 'inbound',
  body: 'Where is my order?',
  num_media: '0',
  messaging_service_sid: null,
  date_created: new Date(NOW - 30 * MINUTE).toUTCString(),
};

describe('inbound backfill', () => {
  let world: AdminWorld;
  let twilio: HttpListener;

  beforeAll(async () => {
    world = await AdminWorld.start();
    twilio = await HttpListener.start({ host: '127.0.0.1', port: 0 }, (_request, response) => {
      response.end(JSON.stringify({ messages: [logged], next_page_uri: null }));
    });
  });

  afterAll(async () => {
    await Promise.all([world.stop(), twilio.stop()]);
  });

  it("stores what Twilio's log has and the webhook never brought, once", async () => {
    const before = new Date(NOW - 60 * MINUTE).toISOString();
    await world.client.doc('old/ada').set({ user_id: 'ada', whatsapp_number: PHONE, linked_at: before });
    await world.admin('mapping import collection:old');
    const environment = {
      ...localEnvironment({
        firestore: '',
        tasks: '',
        twilioUrl: twilio.url,
        functionsBaseUrl: 'http://127.0.0.1:1',
        linkPageUrl: 'http://127.0.0.1:1',
        productUrl: 'http://127.0.0.1:1',
      }),
      ...world.environment,
    };
    const backfill = () => runCommandLine('inbound backfill --since 2h --json', environment);
    const first = await backfill();
    expect(first).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(first.stdout)).toEqual({ outcome: 'finished', stored: 1, received: 1, failed: 0 });
    expect(world.firestore.documents('whatsapp_inbound_messages')).toMatchObject([
      { path: `whatsapp_inbound_messages/${SID}`, data: { user_id: 'ada', backfilled: true } },
    ]);
    expect(JSON.parse((await backfill()).stdout)).toMatchObject({ stored: 0, received: 0 });
  });
});
