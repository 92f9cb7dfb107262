import type { SenderStanding } from '../../../src/domain/messaging/inbound-decision.ts';

const booleans = [false, true];
const links = ['none', 'active', 'on-hold'] as const;

/** Every standing that a sender can have: an actively linked address never waits. */
export const senderStandings: readonly SenderStanding[] = booleans.flatMap((blocked) =>
  booleans.flatMap((optedOut) =>
    booleans.flatMap((waiting) =>
      links
        .filter((link) => !(waiting && link === 'active'))
        .map((link) => ({ blocked, optedOut, waiting, link })),
    ),
  ),
);
