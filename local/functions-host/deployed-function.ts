import type { CloudEventFunction, HttpFunction } from '@google-cloud/functions-framework';
import type { RateLimits } from '../tasks/rate-limits.ts';
import type { RetryPolicy } from '../tasks/retry-policy.ts';

/** What the manifest of the deployed codebase says about a function: plain data, without parameters left open. */
export type FunctionDescription = RequestDescription | EventDescription;

/** A function of the deployed codebase. */
export type DeployedFunction =
  | (RequestDescription & { readonly handler: HttpFunction })
  | (EventDescription & { readonly handler: CloudEventFunction });

type RequestDescription =
  | { readonly kind: 'https' | 'callable'; readonly name: string }
  | {
      readonly kind: 'task';
      readonly name: string;
      readonly retryPolicy: RetryPolicy;
      readonly rateLimits: RateLimits;
    }
  | {
      readonly kind: 'schedule';
      readonly name: string;
      /** As written in the code, such as `every 5 minutes`; times are UTC. */
      readonly schedule: string;
    };

type EventDescription =
  | { readonly kind: 'firestore'; readonly name: string; readonly trigger: DocumentTrigger }
  | { readonly kind: 'auth'; readonly name: string; readonly trigger: UserTrigger };

export interface UserTrigger {
  readonly eventType: string;
  /** Whether a delivery that fails is repeated. */
  readonly retry: boolean;
}

export interface DocumentTrigger {
  readonly eventType: string;
  /** Path pattern such as `users/{id}`. */
  readonly document: string;
  readonly database: string;
  readonly retry: boolean;
}
