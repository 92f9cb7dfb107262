import indexes from '../../firestore.indexes.json' with { type: 'json' };
import { parameters, secretParameters } from '../../functions/src/infra/config/parameters.ts';
import type { FieldMode } from '../firestore/indexes/index-definitions.ts';
import type { FunctionDescription } from '../functions-host/deployed-function.ts';
import { localIdentity } from '../world/local-identity.ts';

type Texts = Readonly<Record<string, string>>;

interface Placed {
  readonly name: string;
  readonly region: string;
  /** As Google names it: ACTIVE, RUNNING, ENABLED … */
  readonly state: string;
}

/** What deployments have made of a project, as far as an administrator can ask for it. */
export interface DeployedProject {
  readonly database: { readonly id: string; readonly location: string };
  readonly indexes: readonly {
    readonly collectionGroup: string;
    readonly queryScope: string;
    readonly fields: readonly (FieldMode & { readonly fieldPath: string })[];
    readonly state: string;
  }[];
  readonly fields: readonly {
    readonly collectionGroup: string;
    readonly fieldPath: string;
    readonly indexes: readonly (FieldMode & { readonly queryScope?: string | undefined })[];
    /** Null where documents do not end by this field. */
    readonly timeToLive: string | null;
  }[];
  /** Null where none were ever deployed. */
  readonly rules: string | null;
  readonly functions: readonly Placed[];
  readonly queues: readonly (Placed & { readonly maxDispatchesPerSecond: number })[];
  readonly jobs: readonly Placed[];
  /** The parameters with which the functions were deployed. */
  readonly variables: Texts;
  readonly secrets: Readonly<
    Record<string, { readonly value: string; readonly versions: readonly string[] }>
  >;
}

/** A project into which everything has just been deployed, without a mistake. */
export function deployedProject(options: {
  readonly functions: readonly FunctionDescription[];
  readonly variables: Texts;
  readonly rules: string;
}): DeployedProject {
  const { functions, variables, rules } = options;
  const { region } = localIdentity;
  return {
    database: { id: variables[parameters.firestoreDatabase.name] ?? '', location: region },
    indexes: indexes.indexes.map((index) => ({ ...index, state: 'READY' })),
    fields: indexes.fieldOverrides.map(({ collectionGroup, fieldPath, indexes, ttl = false }) => ({
      collectionGroup,
      fieldPath,
      indexes,
      timeToLive: ttl ? 'ACTIVE' : null,
    })),
    rules,
    functions: functions.map(({ name }) => ({ name, region, state: 'ACTIVE' })),
    queues: functions.flatMap((one) => (one.kind === 'task' ? [queueOf(one)] : [])),
    jobs: functions.flatMap(({ kind, name }) =>
      kind === 'schedule' ? [{ name: `firebase-schedule-${name}-${region}`, region, state: 'ENABLED' }] : [],
    ),
    variables: pick(variables, Object.values(parameters)),
    secrets: Object.fromEntries(
      Object.entries(pick(variables, Object.values(secretParameters))).map(([name, value]) => [
        name,
        { value, versions: ['ENABLED'] },
      ]),
    ),
  };
}

function queueOf({ name, rateLimits }: FunctionDescription & { readonly kind: 'task' }) {
  const { maxDispatchesPerSecond } = rateLimits;
  return { name, region: localIdentity.region, state: 'RUNNING', maxDispatchesPerSecond };
}

function pick(variables: Texts, named: readonly { readonly name: string }[]): Texts {
  return Object.fromEntries(named.map(({ name }) => [name, variables[name] ?? '']));
}
