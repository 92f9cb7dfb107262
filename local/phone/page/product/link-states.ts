import type { UserMappingState } from '../../../../functions/src/domain/linking/user-mapping.ts';

interface LinkStateWords {
  /** In two words. */
  readonly status: string;
  readonly tone: 'good' | 'attention' | 'problem';
  /** What it means for the user; null where there is nothing to say. */
  readonly explanation: string | null;
  /** Whether linking the same number again mends it. */
  readonly isMendedByLinking: boolean;
}

/** What the app says of each state that a link can be in. */
export const linkStates: Readonly<Record<UserMappingState, LinkStateWords>> = {
  active: { status: 'Linked', tone: 'good', explanation: null, isMendedByLinking: false },
  suspended: {
    status: 'On hold',
    tone: 'problem',
    explanation: 'On hold: this number may have changed hands. Link it again.',
    isMendedByLinking: true,
  },
  reproof_required: {
    status: 'Not in use',
    tone: 'attention',
    explanation: 'Not used for a long time: link it again to go on.',
    isMendedByLinking: true,
  },
  disabled: {
    status: 'Disabled',
    tone: 'problem',
    explanation: 'Disabled: messages neither come nor go. Link it again.',
    isMendedByLinking: true,
  },
  blocked: {
    status: 'Blocked',
    tone: 'problem',
    explanation: 'Blocked by the support: messages of this number neither come nor go.',
    isMendedByLinking: false,
  },
};
