import type { DeliveryFields } from '../../outbound-document.ts';

export interface DeliveryTime {
  readonly state: string;
  readonly at: number;
}

const SUFFIX = '_at';

/** When Twilio reported each state of one SID, earliest first. */
export function deliveryTimes(fields: DeliveryFields): readonly DeliveryTime[] {
  return Object.entries(fields)
    .flatMap(([field, value]) =>
      field.endsWith(SUFFIX) && typeof value === 'string'
        ? { state: field.slice(0, -SUFFIX.length), at: Date.parse(value) }
        : [],
    )
    .toSorted((one, other) => one.at - other.at);
}
