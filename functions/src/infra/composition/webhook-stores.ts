import { setTimeout as wait } from 'node:timers/promises';
import { firebaseApp } from '../firebase-app.ts';
import { createRestFirestore } from '../firestore/rest/create-rest-firestore.ts';
import { RestDeliveryReports } from '../firestore/rest/rest-delivery-reports.ts';
import { RestTransactions } from '../firestore/rest/rest-transactions.ts';
import type { FirestoreStores } from './firestore-stores.ts';
import { storagePorts, type Foundation } from './foundation.ts';
import type { OutsideWorld } from './outside-world.ts';

/** What Twilio's webhooks need of Firestore, with or without the server client. */
export function webhookStores(
  foundation: Foundation,
  { transactions, reports }: FirestoreStores,
): Pick<OutsideWorld, 'webhookTransactions' | 'reports'> {
  const { config, environment } = foundation;
  if (config.webhookFirestoreClient === 'sdk') return { webhookTransactions: null, reports };
  const { clock, random } = environment;
  const { database } = config;
  // where the server client goes too
  const { projectId: project = config.project } = firebaseApp().options;
  const firestore = createRestFirestore({ project, database, clock, variables: process.env });
  const ports = { ...storagePorts(foundation), firestore, random, wait };
  return {
    webhookTransactions: new RestTransactions({ ...ports, serverClient: transactions }),
    reports: new RestDeliveryReports(ports),
  };
}
