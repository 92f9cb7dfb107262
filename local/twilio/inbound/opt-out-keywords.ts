export type OptOutType = 'STOP' | 'START' | 'HELP';

const KEYWORDS: Readonly<Record<OptOutType, readonly string[]>> = {
  STOP: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};

const OPT_OUT_TYPES = ['STOP', 'START', 'HELP'] as const;

/** The keyword that Advanced Opt-Out sees in a message; it must be the whole message. */
export function optOutType(body: string): OptOutType | undefined {
  const word = body.trim().toUpperCase();
  return OPT_OUT_TYPES.find((type) => KEYWORDS[type].includes(word));
}

/** What Twilio answers by itself. */
export const OPT_OUT_ANSWERS: Readonly<Record<OptOutType, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe.',
};
