import type { LinkingWorld } from '../app/support/linking-world.ts';

/** How a flow is played. Only `run` is counted. */
export interface Scene {
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether the product wants to know of events, and of which. */
  readonly events?: string;
  /** May answer what the run needs to know: a code, an id. */
  readonly prepare?: (world: LinkingWorld) => Promise<string | void>;
  readonly run: (world: LinkingWorld, prepared: string) => Promise<unknown>;
}
