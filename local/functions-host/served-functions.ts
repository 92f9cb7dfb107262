/** The deployed functions at their addresses, wherever they run. */
export interface ServedFunctions {
  /** Address of all functions, without a slash at the end. */
  readonly baseUrl: string;
  url(name: string): string;
  /** Requests to functions since the start, as far as known. */
  readonly requests: number;
  /** Resolves when no request is being answered. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
