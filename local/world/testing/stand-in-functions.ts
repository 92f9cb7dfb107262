import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { onDocumentCreated } from 'firebase-functions/firestore';
import { HttpsError, onCall, onRequest } from 'firebase-functions/https';
import { onUserDeleted } from 'firebase-functions/identity';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import twilio from 'twilio';
import { currentEnvironment } from '../../../functions/src/infra/environment.ts';

const HOUR = 3_600_000;

export interface Order {
  readonly id: string;
  /** How long it takes to ship; one task for each. */
  readonly hours: number;
  /** WhatsApp address. */
  readonly phone: string;
}

const app = initializeApp();
const documentOf = (id: string) => getFirestore(app).doc(`orders/${id}`);

/** The smallest functions that use everything the local world offers. */
export const placeOrder = onCall(async ({ auth, data }: { auth?: { uid: string }; data: Order }) => {
  if (!auth) throw new HttpsError('unauthenticated', 'Sign in first.', { code: 'signed-out' });
  await documentOf(data.id).create({ ...data, user_id: auth.uid, state: 'placed' });
  return { id: data.id };
});

export const onOrderCreated = onDocumentCreated('orders/{id}', async ({ data }) => {
  // placed by the callable above
  await work(data?.data() as Order);
});

export const forgetCustomer = onUserDeleted({ retry: true }, async ({ data }) => {
  const orders = await getFirestore(app).collection('orders').where('user_id', '==', data.uid).get();
  await Promise.all(orders.docs.map(({ ref }) => ref.delete()));
});

const retryConfig = { minBackoffSeconds: 60 };

export const workOnOrder = onTaskDispatched({ retryConfig }, async ({ data: order }: { data: Order }) => {
  if (order.hours > 0) await work(order);
  else await ship(order);
});

export const countOrders = onSchedule('every 30 minutes', async () => {
  const { size } = await getFirestore(app).collection('orders').get();
  await getFirestore(app).doc(`counts/${currentEnvironment().clock.now()}`).create({ size });
});

export const twilioWebhook = onRequest((request, response) => {
  const { logOutput, metricsListener } = currentEnvironment();
  logOutput?.(JSON.stringify({ severity: 'WARNING', message: 'message-received', count: 1 }));
  logOutput?.(JSON.stringify({ severity: 'INFO', message: 'metric', metric: 'webhook.rejected' }));
  metricsListener?.({ name: 'webhook.rejected', value: 1, unit: '1', tags: { reason: 'test' } });
  const isSigned = request.header('X-Twilio-Signature') !== undefined;
  response.type('text/xml').send(`<Response><Message>signed: ${isSigned}</Message></Response>`);
});

async function work(order: Order): Promise<void> {
  const isDue = order.hours === 0;
  const scheduleTime = new Date(currentEnvironment().clock.now() + (isDue ? 0 : HOUR));
  const rest = { ...order, hours: isDue ? 0 : order.hours - 1 };
  await getFunctions(app).taskQueue<Order>('workOnOrder').enqueue(rest, { scheduleTime });
}

async function ship({ id, phone }: Order): Promise<void> {
  await documentOf(id).update({ state: 'shipped' });
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKENS: token, TWILIO_SENDER: from = '' } = process.env;
  const client = twilio(sid, token);
  client.api.baseUrl = process.env['TWILIO_API_BASE_URL'] ?? '';
  await client.messages.create({ from, to: phone, body: `${id} shipped` });
}
