import { z } from 'zod';
import { PRODUCT_EVENT_TYPES, type ProductEventType } from '../../domain/messaging/product-event.ts';
import { SECOND } from '../../domain/shared/clock.ts';
import type { ProcessorConfig } from './processor-config.ts';
import { Secret } from './secret.ts';

/** `whsec_` and 24 to 64 bytes in base64: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export const SIGNING_SECRET = /^whsec_(?=(?:[A-Za-z0-9+/]{4}){8,22})[A-Za-z0-9+/]{32,88}={0,2}$/;
const NO_EVENTS = 'none';

const isEventType = (name: string): name is ProductEventType =>
  PRODUCT_EVENT_TYPES.some((type) => type === name);

export function eventTypes() {
  const problem = `names an event that does not exist: give ${NO_EVENTS} or some of ${PRODUCT_EVENT_TYPES.join(', ')}.`;
  return z
    .string()
    .transform((names) => names.split(/[\s,]+/).filter((name) => name !== '' && name !== NO_EVENTS))
    .refine((names) => names.every(isEventType), problem)
    .transform((names): ReadonlySet<ProductEventType> => new Set(names.filter(isEventType)));
}

interface ProcessorValues {
  readonly MESSAGE_PROCESSOR: 'acknowledge' | 'forward';
  readonly ACKNOWLEDGE_TEXT: string;
  readonly FORWARD_URL: string;
  readonly FORWARD_EVENTS: ReadonlySet<ProductEventType>;
  readonly FORWARD_TIMEOUT_SECONDS: number;
  readonly FORWARD_ALLOW_PRIVATE_ADDRESSES: boolean;
  readonly FORWARD_SIGNING_SECRET?: string | undefined;
}

export function processorConfigOf(values: ProcessorValues): ProcessorConfig {
  if (values.MESSAGE_PROCESSOR === 'acknowledge')
    return { kind: 'acknowledge', text: values.ACKNOWLEDGE_TEXT };
  return {
    kind: 'forward',
    url: values.FORWARD_URL,
    signingSecret: new Secret(values.FORWARD_SIGNING_SECRET ?? ''),
    timeout: values.FORWARD_TIMEOUT_SECONDS * SECOND,
    allowPrivateAddresses: values.FORWARD_ALLOW_PRIVATE_ADDRESSES,
    events: values.FORWARD_EVENTS,
  };
}

/** What `forward` needs and `acknowledge` does not. */
export function processorConflictsIn(texts: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (texts['MESSAGE_PROCESSOR'] !== 'forward') return [];
  const conflicts: string[] = [];
  if (!texts['FORWARD_URL']) conflicts.push('FORWARD_URL is missing: forward needs it.');
  if (!SIGNING_SECRET.test(texts['FORWARD_SIGNING_SECRET'] ?? '')) {
    conflicts.push(
      'FORWARD_SIGNING_SECRET is not "whsec_" and 24 to 64 bytes in base64: make one with `echo "whsec_$(openssl rand -base64 32)"`.',
    );
  }
  return conflicts;
}
