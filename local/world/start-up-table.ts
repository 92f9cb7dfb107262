import type { LocalWorld } from './local-world.ts';
import { localIdentity } from './local-identity.ts';

type Shown = Pick<LocalWorld, 'functionsBaseUrl'> & {
  readonly firestore: { readonly host: string; readonly port: number };
  readonly simulator: { readonly url: string };
};

/** What a person needs to know of a world that has just started. */
export function startUpTable(world: Shown, pageUrl: string): string {
  const { accountSid, authToken, sender } = localIdentity;
  const rows = [
    ['Page', pageUrl],
    ['Functions', `${world.functionsBaseUrl}/<function>`],
    ['Firestore', `${world.firestore.host}:${world.firestore.port}`],
    ['Twilio simulator', world.simulator.url],
    ['Account SID', accountSid],
    ['Auth token', authToken],
    ['Sender', sender],
  ] as const;
  const lines = rows.map(([label, value]) => `  ${label.padEnd(16)}   ${value}`);
  return ['', 'Linkline is running on this machine. Ctrl-C stops it.', '', ...lines, ''].join('\n');
}
