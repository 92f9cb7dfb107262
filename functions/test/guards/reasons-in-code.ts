import { readdirSync, readFileSync } from 'node:fs';
import { suppressionAdvice } from '../../src/app/sending/recipient-route.ts';

const source = new URL('../../src/', import.meta.url);

const files = [
  'domain/messaging/outbound-transitions.ts',
  'infra/twilio/twilio-send-outcome.ts',
  'infra/twilio/twilio-failure.ts',
  ...['app/sending', 'app/processing', 'infra/processing'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, source)).map((file) => `${folder}/${file}`),
  ),
];

/** How the code gives reasons. */
const patterns = [
  /(?:ended|failureBecauseOf|handoverFailure)\((?:\w+, '[a-z]+', )?'([a-z-]+)'/g,
  /(?:status < \d00\) return|status < \d00 \?) '([a-z-]+)'(?: : '([a-z-]+)')?/g,
  /\breason: '([a-z-]+)'/g,
  /\breadonly reason: ((?:'[a-z-]+'(?: \| )?)+)/g,
  /\bWAITING_\w+ = '([a-z-]+)'/g,
];
/** Why a task is queued, which no document tells. */
const ofTasks = new Set(['waiting', 'busy', 'handed-over']);

/** What ends or holds up a message or event where no error code of Twilio is the cause. */
export function reasonsInCode(): ReadonlySet<string> {
  const text = files.map((file) => readFileSync(new URL(file, source), 'utf8')).join('\n');
  const given = patterns
    .flatMap((pattern) => text.match(pattern) ?? [])
    .flatMap((match) => /'[a-z-]+'(?: [|:] '[a-z-]+')*$/.exec(match)?.[0].match(/[a-z]+(?:-[a-z]+)*/g) ?? []);
  const reasons = [...given, ...Object.keys(suppressionAdvice)];
  return new Set(reasons.filter((reason) => !ofTasks.has(reason)));
}
