import type { HttpFunction } from '@google-cloud/functions-framework';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore, Timestamp } from 'firebase-admin/firestore';

const firestore = getFirestore(initializeApp());

/**
 * Asks of Firestore what the webhook asks for a text of a linked person, and does nothing else: one transaction that reads the person's
 * mapping, creates the message and writes the mapping anew.
 */
export const bareHandler: HttpFunction = async (request, response) => {
  // a form that the framework has parsed
  const form = request.body as Readonly<Record<string, string>>;
  const mapping = firestore.collection('bare_mappings').doc(form['WaId'] ?? '');
  const message = firestore.collection('bare_messages').doc(form['MessageSid'] ?? '');
  const now = Timestamp.now();
  await firestore.runTransaction(async (transaction) => {
    const [found] = await transaction.getAll(mapping);
    const known = found?.data() ?? {};
    transaction.create(message, messageOf(form, String(known['user_id']), now));
    transaction.set(mapping, {
      ...known,
      last_inbound_at: now,
      next_message_number: Number(known['next_message_number']) + 1,
    });
  });
  response.status(200).type('text/xml').send('<Response/>');
};

/** As many fields as the webhook stores. */
function messageOf(form: Readonly<Record<string, string>>, userId: string, now: Timestamp): object {
  return {
    whatsapp_number: form['From'],
    external_user_id: null,
    profile_name: form['ProfileName'],
    sent_to: form['To'],
    type: form['MessageType'],
    body: form['Body'],
    media: [],
    location: null,
    button: null,
    list_reply: null,
    flow: null,
    replied_to: null,
    forwarded: 'no',
    referral: null,
    opt_out_type: null,
    user_id: userId,
    number: 1,
    received_at: now,
    backfilled: false,
    state: 'stored',
    in_line: true,
    out_of_order: false,
    attempts: 0,
    blocking_since: null,
    next_at: now,
    lease_token: null,
    reason: null,
    delete_at: now,
  };
}
