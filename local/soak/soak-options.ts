export interface SoakOptions {
  /** How long the storm rages: until so many messages that must arrive are sent, or so many minutes of real time have passed. */
  readonly length: { readonly messages: number } | { readonly minutes: number };
  readonly seed: number;
  readonly people: number;
  readonly restlessGroups: number;
  readonly messagesPerWave: number;
  /** After a wave, fewer messages than that are to be under way before the next one begins. */
  readonly mostUnderWay: number;
  readonly mostKills: number;
  /** Milliseconds of real time: that the functions live before they are killed, and between two messages. */
  readonly longestLife: number;
  readonly longestPause: number;
  /** And how long a wave is waited for. */
  readonly patience: number;
  readonly onProgress?: (stage: string) => void;
}
