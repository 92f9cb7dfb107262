import type { Check } from '../check.ts';
import { wrong } from '../finding.ts';
import { existingDatabase } from './firestore-check.ts';

const OUR_BLOCK =
  /match\s+\/whatsapp_links\/\{\s*(?<user>\w+)\s*\}\s*\{[^}]*\ballow\s[^;}]*\bif\b[^;}]*\brequest\.auth\.uid\s*==\s*\k<user>\b/;
/** What a project starts with in test mode, or is opened by in despair. */
const OPEN_TO_ALL =
  /match\s+\/\{\s*\w+\s*=\s*\*\*\s*\}\s*\{[^}]*\ballow\s[^;}]*(\bif\s+(true\b|request\.time\b)|\b(read|get|list|write)\s*;)/;

const FIX = 'copy the block of firestore.rules into the rules of your app and deploy those';

/** Whether an app sees the link of its user, and nobody else's. */
export const rulesCheck: Check = {
  name: 'rules',
  title: 'Firestore rules',
  async examine(patient) {
    const database = await existingDatabase(patient);
    const deployed = await patient.administration.rules(database);
    if (deployed === null) return [wrong('No rules are deployed: no app can show a link.', FIX)];
    const rules = deployed.replaceAll(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
    const findings = [];
    if (!OUR_BLOCK.test(rules)) {
      findings.push(wrong('The rules have no block for whatsapp_links: no app can show a link.', FIX));
    }
    if (OPEN_TO_ALL.test(rules)) {
      const problem = 'The rules open every document to everybody: numbers and messages can be read.';
      findings.push(wrong(problem, 'take the rule of match /{document=**} out of the rules of your app'));
    }
    return findings;
  },
};
