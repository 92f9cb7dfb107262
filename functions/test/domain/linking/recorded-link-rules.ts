import type { LinkConfig } from '../../../src/domain/linking/link-config.ts';
import { LinkRules } from '../../../src/domain/linking/link-rules.ts';
import { MINUTE } from '../../../src/domain/shared/clock.ts';
import { DomainError } from '../../../src/domain/shared/domain-error.ts';
import { RecordingLogger } from '../shared/recording-logger.ts';

const standard: LinkConfig = {
  productName: 'Acme',
  linkPageUrl: 'https://acme.example/link',
  confirmation: 'on',
  allowAnonymousUsers: false,
  recentSignIn: 10 * MINUTE,
  linkRequestsPerHour: 5,
  wrongCodesPerHour: 10,
  pleaseLinkRepliesPerDay: 3,
  automaticRepliesPerHour: 30,
  identityChangesPerHour: 20,
  reproofAfter: null,
};

/** The rules, with what they log. */
export function recordedLinkRules(change: Partial<LinkConfig> = {}) {
  const logger = new RecordingLogger();
  return { rules: new LinkRules({ config: { ...standard, ...change }, logger }), logger };
}

/** What was decided, or the code of the error that says why not. */
export function outcomeOf(decide: () => string): string {
  try {
    return decide();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
