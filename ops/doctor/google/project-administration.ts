interface Placed {
  readonly name: string;
  /** As Google names it: ACTIVE, RUNNING, ENABLED … */
  readonly state: string;
}

/** How one field is indexed: `ASCENDING`, `DESCENDING` or `CONTAINS`. */
export interface IndexedField {
  readonly fieldPath: string;
  readonly mode: string;
}

export interface DeployedIndex {
  readonly collectionGroup: string;
  readonly queryScope: string;
  readonly fields: readonly IndexedField[];
  readonly state: string;
}

export interface DeployedTimeToLive {
  readonly collectionGroup: string;
  readonly fieldPath: string;
  readonly state: string;
}

export interface DeployedFunction extends Placed {
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Which version of each secret it was given. */
  readonly secretVersions: Readonly<Record<string, string>>;
}

export interface DeployedQueue extends Placed {
  readonly maxDispatchesPerSecond: number;
}

export interface NewestSecretVersion {
  readonly version: string;
  readonly isEnabled: boolean;
}

/** What was deployed into a project. Everything throws `CannotTellError` where it may not or cannot be asked. */
export interface ProjectAdministration {
  /** Where the database is; null where there is none of this id. */
  databaseLocation(database: string): Promise<string | null>;
  /** Of several fields and, where they were asked for, of single ones. */
  indexes(database: string): Promise<readonly DeployedIndex[]>;
  timesToLive(database: string): Promise<readonly DeployedTimeToLive[]>;
  /** The text of the rules in force; null where none were deployed. */
  rules(database: string): Promise<string | null>;
  /** In all regions. */
  functions(): Promise<readonly DeployedFunction[]>;
  queues(region: string): Promise<readonly DeployedQueue[]>;
  jobs(region: string): Promise<readonly Placed[]>;
  /** Null where the secret or any version of it is missing. */
  newestSecretVersion(name: string): Promise<NewestSecretVersion | null>;
  secretValue(name: string): Promise<string | null>;
}
