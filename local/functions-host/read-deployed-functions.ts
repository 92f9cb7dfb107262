import type { CloudEventFunction, HttpFunction } from '@google-cloud/functions-framework';
import type { CloudFunction } from 'firebase-functions/core';
import { defaultRateLimits, type RateLimits } from '../tasks/rate-limits.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../tasks/retry-policy.ts';
import type { DeployedFunction, DocumentTrigger, UserTrigger } from './deployed-function.ts';
import { optionValue } from './option-value.ts';

type Endpoint = CloudFunction<never>['__endpoint'];
type EventTrigger = NonNullable<Endpoint['eventTrigger']>;
type TaskQueueTrigger = NonNullable<Endpoint['taskQueueTrigger']>;
type ScheduleTrigger = NonNullable<Endpoint['scheduleTrigger']>;
type Exported = Readonly<{ __endpoint: Endpoint }> & ((...parameters: never[]) => unknown);

const FIRESTORE_EVENT = 'google.cloud.firestore.document.';
const USER_EVENT = 'google.firebase.auth.user.v2.';

/** Finds the functions among a module's exports, as the Firebase CLI does when it deploys them. */
export function readDeployedFunctions(
  module: Readonly<Record<string, unknown>>,
): readonly DeployedFunction[] {
  return Object.entries(module).flatMap(([name, exported]) =>
    isFunction(exported) ? [readFunction(name, exported)] : [],
  );
}

function isFunction(exported: unknown): exported is Exported {
  return typeof exported === 'function' && '__endpoint' in exported;
}

function readFunction(name: string, exported: Exported): DeployedFunction {
  const { httpsTrigger, callableTrigger, taskQueueTrigger, scheduleTrigger, eventTrigger } =
    exported.__endpoint;
  // firebase-functions makes event handlers for the last of these triggers and request handlers for the others
  const requestHandler = exported as unknown as HttpFunction;
  const eventHandler = exported as unknown as CloudEventFunction;
  if (httpsTrigger) return { kind: 'https', name, handler: requestHandler };
  if (callableTrigger) return { kind: 'callable', name, handler: requestHandler };
  if (taskQueueTrigger) {
    const retryPolicy = readRetryPolicy(taskQueueTrigger);
    const rateLimits = readRateLimits(taskQueueTrigger);
    return { kind: 'task', name, handler: requestHandler, retryPolicy, rateLimits };
  }
  if (scheduleTrigger) {
    return { kind: 'schedule', name, handler: requestHandler, schedule: readSchedule(name, scheduleTrigger) };
  }
  if (eventTrigger?.eventType.startsWith(FIRESTORE_EVENT)) {
    return { kind: 'firestore', name, handler: eventHandler, trigger: readDocumentTrigger(eventTrigger) };
  }
  if (eventTrigger?.eventType.startsWith(USER_EVENT)) {
    return { kind: 'auth', name, handler: eventHandler, trigger: readUserTrigger(eventTrigger) };
  }
  throw new Error(
    `The local world cannot trigger ${name}: it knows requests, callables, tasks, schedules, documents and users.`,
  );
}

function readRetryPolicy({ retryConfig = {} }: TaskQueueTrigger): RetryPolicy {
  const read = (option: keyof RetryPolicy) =>
    Number(optionValue(retryConfig[option]) ?? defaultRetryPolicy[option]);
  return {
    maxAttempts: read('maxAttempts'),
    maxRetrySeconds: read('maxRetrySeconds'),
    minBackoffSeconds: read('minBackoffSeconds'),
    maxBackoffSeconds: read('maxBackoffSeconds'),
    maxDoublings: read('maxDoublings'),
  };
}

function readRateLimits({ rateLimits = {} }: TaskQueueTrigger): RateLimits {
  const read = (option: keyof RateLimits) =>
    Number(optionValue(rateLimits[option]) ?? defaultRateLimits[option]);
  return {
    maxDispatchesPerSecond: read('maxDispatchesPerSecond'),
    maxConcurrentDispatches: read('maxConcurrentDispatches'),
  };
}

function readSchedule(name: string, { schedule, timeZone }: ScheduleTrigger): string {
  const zone = optionValue(timeZone) ?? 'UTC';
  if (zone !== 'UTC') throw new Error(`The local world knows UTC only, and ${name} runs by ${zone}.`);
  return String(optionValue(schedule));
}

function readDocumentTrigger(trigger: EventTrigger): DocumentTrigger {
  const { eventType, eventFilters, eventFilterPathPatterns = {}, retry } = trigger;
  return {
    eventType,
    document: String(optionValue(eventFilterPathPatterns['document'] ?? eventFilters['document'])),
    database: String(optionValue(eventFilters['database']) ?? '(default)'),
    retry: optionValue(retry) === true,
  };
}

function readUserTrigger({ eventType, retry }: EventTrigger): UserTrigger {
  return { eventType, retry: optionValue(retry) === true };
}
