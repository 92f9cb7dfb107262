export interface LinkConfig {
  readonly productName: string;
  readonly linkPageUrl: string;
  /** `off`: the code alone links, where neither the number nor the user has a link yet. */
  readonly confirmation: 'on' | 'off';
  readonly allowAnonymousUsers: boolean;
  /** Milliseconds since the sign-in in which a user may move an existing link. */
  readonly recentSignIn: number;
  readonly linkRequestsPerHour: number;
  readonly wrongCodesPerHour: number;
  readonly pleaseLinkRepliesPerDay: number;
  readonly automaticRepliesPerHour: number;
  /** More changed business-scoped ids in an hour mean that our own configuration has changed, not their owners. */
  readonly identityChangesPerHour: number;
  /** Milliseconds without a word of the person after which a link needs proof anew; null for never. */
  readonly reproofAfter: number | null;
}
