import { SECOND } from '../../domain/shared/clock.ts';

/** Milliseconds. */
export const LONGEST_CALL = 10 * SECOND;

const method = { timeout_millis: LONGEST_CALL, retry_params_name: 'impatient' };

/**
 * The client tries a commit again for ten minutes and waits five for documents; all that while a request that was long answered would hold
 * on to what it needs. The form is that of https://github.com/googleapis/gax-nodejs/blob/main/client-libraries.md
 */
export const clientPatience = {
  interfaces: {
    'google.firestore.v1.Firestore': {
      retry_params: {
        impatient: {
          initial_retry_delay_millis: 100,
          retry_delay_multiplier: 1.3,
          max_retry_delay_millis: 2 * SECOND,
          initial_rpc_timeout_millis: LONGEST_CALL,
          rpc_timeout_multiplier: 1,
          max_rpc_timeout_millis: LONGEST_CALL,
          total_timeout_millis: LONGEST_CALL,
        },
      },
      methods: { BatchGetDocuments: method, Commit: method, Rollback: method },
    },
  },
} as const;
