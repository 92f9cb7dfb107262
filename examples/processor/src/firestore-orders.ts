import { getApps, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import type { Orders } from './orders.ts';

/** Reads `orders/{number}`: `{ user_id, state }`. */
export class FirestoreOrders implements Orders {
  async stateOf(number: string, userId: string): Promise<string | null> {
    const firestore = getFirestore(getApps()[0] ?? initializeApp());
    const order = await firestore.collection('orders').doc(number).get();
    const state: unknown = order.get('state');
    return order.get('user_id') === userId && typeof state === 'string' ? state : null;
  }
}
