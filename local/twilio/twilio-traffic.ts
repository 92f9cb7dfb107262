/** One HTTP exchange between Linkline and the simulator, as it is over. */
export interface TwilioTraffic {
  /** ISO 8601. */
  readonly at: string;
  /** `from-linkline` is a REST call; the other two are webhooks that the simulator sent. */
  readonly direction: 'to-linkline' | 'from-linkline' | 'status-callback';
  readonly summary: string;
  readonly method: string;
  readonly url: string;
  /** `null` where no answer was given: a refused, reset or timed-out connection. */
  readonly status: number | null;
  /** A repeated parameter is shown once, its values joined by a comma. */
  readonly parameters: Readonly<Record<string, string>>;
}
