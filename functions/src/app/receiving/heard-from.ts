import type { UserMapping } from '../../domain/linking/user-mapping.ts';
import type { Instant } from '../../domain/shared/clock.ts';

/** Any message of a person opens the service window from its time on and shows that the person can be reached. */
export function heardFrom(mapping: UserMapping, at: Instant): UserMapping {
  return { ...mapping, lastInboundAt: Math.max(mapping.lastInboundAt, at), failedDeliveries: 0 };
}
