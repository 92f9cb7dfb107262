export const SWEEP_HINT = 'The sweep takes it up within 5 minutes.';

const TEXTS: Readonly<Record<string, string>> = {
  'not-found': 'There is no such message: it was never added, or has been deleted after its time.',
  'invalid-document': 'The document cannot be sent as it is: add it again, mended, under another id.',
  'content-erased':
    'What it said has been erased (STORE_MESSAGE_BODIES=false), so it cannot go again: if it is still wanted, whoever made it adds it again under another id.',
  'past-expiry':
    'It was not to be sent after its expires_at, which has passed: add it again under another id.',
};

/** Why nothing was done, for people. */
export function refusalText(outcome: string, state: string | null = null): string {
  return TEXTS[outcome] ?? `Nothing was changed: it is ${state ?? outcome}.`;
}
