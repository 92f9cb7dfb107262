import { configureProcessor } from '@linkline/functions/lib';
import { FirestoreOrders } from './firestore-orders.ts';
import { OrderStatusProcessor } from './order-status-processor.ts';

configureProcessor(({ next }) => new OrderStatusProcessor({ orders: new FirestoreOrders(), next }));

export * from '@linkline/functions';
