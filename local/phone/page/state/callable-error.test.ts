import { expect, it } from 'vitest';
import { callableError, type CallableRefusal } from './callable-error.ts';

const NOW = new Date(2026, 4, 4, 14, 0).getTime();
const FALLBACK = { code: 'http-502', message: 'startLink answered 502.' };
const inHours = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

it.each<[CallableRefusal, string, string]>([
  [{}, 'http-502', 'startLink answered 502.'],
  [{ status: 'PERMISSION_DENIED', message: 'No.' }, 'permission-denied', 'No.'],
  [{ message: 'Not yet.', details: { code: 'new-code' } }, 'new-code', 'Not yet.'],
  [{ message: 'Ended.', details: { code: 'token-revoked' } }, 'token-revoked', 'Signed out: sign in again.'],
  [
    { details: { code: 'too-many-calls', retryAt: inHours(0.01) } },
    'too-many-calls',
    'That was too fast. Try again at 14:01.',
  ],
  [
    { details: { code: 'too-many-exports', retryAt: inHours(23) } },
    'too-many-exports',
    'Your data have been downloaded often today. Try again on 5 May at 13:00.',
  ],
])('tells of the refusal %j as %s: %s', (refusal, code, message) => {
  expect(callableError(refusal, FALLBACK, NOW)).toMatchObject({ code, message });
});
