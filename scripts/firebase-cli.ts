/** The one release of the Firebase CLI that scripts and documents use: what a deployment does must not change by itself. */
export const FIREBASE_TOOLS = 'firebase-tools@15.34.2';

/** npx fetches it once and keeps it: it is not among the packages of this project, being larger than all of them. */
export function firebaseCli(...parameters: string[]): [program: string, ...parameters: string[]] {
  return ['npx', '--yes', FIREBASE_TOOLS, ...parameters];
}
