import type { Template } from './template-library.ts';

/** The approved templates that are there without any configuration. */
export const sampleTemplates: readonly Template[] = [
  {
    contentSid: 'HX00000000000000000000000000000001',
    name: 'appointment_reminder',
    body: 'Your appointment is on {{1}} at {{2}}.',
  },
  {
    contentSid: 'HX00000000000000000000000000000002',
    name: 'news_waiting',
    body: 'Hello {{1}}, we have news for you. Reply to this message to read it.',
  },
  {
    contentSid: 'HX00000000000000000000000000000003',
    name: 'order_shipped',
    body: 'Your order {{order}} is on its way.',
  },
];
