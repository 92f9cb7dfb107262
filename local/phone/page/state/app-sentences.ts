/** The app's own words for refusals that have to do with it, by their code; the link button has its own, and for any other the callable's are shown. */
export const appSentences: Readonly<Record<string, string>> = {
  'token-revoked': 'Signed out: sign in again.',
  'signed-out': 'Signed out: sign in again.',
  'account-unavailable': 'This account is disabled or no longer exists. Sign out and use another one.',
  'account-erased': 'The data of this account have been deleted. Sign in again to start anew.',
  'sign-in-unavailable': 'It could not be checked whether you are still signed in. Try once more.',
  'too-many-calls': 'That was too fast. Try again later.',
  'too-many-exports': 'Your data have been downloaded often today. Try again later.',
  maintenance: 'WhatsApp is being maintained here. Try again in a few minutes; nothing is lost.',
};
