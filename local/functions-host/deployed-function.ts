import type { CloudEventFunction, HttpFunction } from '@google-cloud/functions-framework';
import type { RetryPolicy } from '../tasks/retry-policy.ts';

/** A function of the deployed codebase with what its manifest says about its trigger. */
export type DeployedFunction =
  | { readonly kind: 'https' | 'callable'; readonly name: string; readonly handler: HttpFunction }
  | {
      readonly kind: 'task';
      readonly name: string;
      readonly handler: HttpFunction;
      readonly retryPolicy: RetryPolicy;
    }
  | {
      readonly kind: 'firestore';
      readonly name: string;
      readonly handler: CloudEventFunction;
      readonly trigger: DocumentTrigger;
    };

export interface DocumentTrigger {
  readonly eventType: string;
  /** Path pattern such as `users/{id}`. */
  readonly document: string;
  readonly database: string;
  readonly retry: boolean;
}
