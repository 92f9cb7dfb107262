export interface DemoUser {
  readonly uid: string;
  readonly name: string;
  /** Verified; null for a user who has not signed up. */
  readonly email: string | null;
}

const anonymousUser: DemoUser = { uid: 'anonymous', name: 'Anonymous', email: null };

/** Who can sign in at the local page. */
export const demoUsers: readonly DemoUser[] = [
  { uid: 'ada', name: 'Ada', email: 'ada@example.com' },
  { uid: 'grace', name: 'Grace', email: 'grace@example.com' },
  { uid: 'linus', name: 'Linus', email: 'linus@example.com' },
  anonymousUser,
];
