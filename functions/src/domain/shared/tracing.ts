/** Which story the running code is part of: its log lines, its tasks, what it stores and whom it calls carry the trace of that story. */
export interface Tracing {
  /** Goes on with the story of a message or an event that has been read; without effect where its story is not known. */
  follow(id: string): void;
  /** Does one of several works that belong to stories of their own: what it follows, it follows alone. */
  apart<Result>(work: () => Promise<Result>): Promise<Result>;
}
