/** The first of the translations: its keys and placeholders are what every other one must have. */
export const english = {
  'link-claimed': '{question} Tell it to nobody. Not you? Reply NO.',
  'link-question': '{requester} wants to link this number. To agree, enter {digits} in the app.',
  'six-digits': 'the six digits',
  'consent-to-code': 'Sending this code links this number to {product}.',
  'please-link': 'Please link your account: {linkPage}',
  'link-code-refused': 'This code is unknown or has expired. Get a new one here: {linkPage}',
  'too-many-codes': 'Too many wrong codes. Please try again in an hour.',
  'number-taken':
    'This number is linked to an account of {product} already. To link it anew, text UNLINK first, then send the code again.',
  'request-ended': 'Thank you: the request has ended and this number was not linked.',
  'how-to-finish':
    'Nearly done: enter the six digits from above in the app. Tell them to nobody. Not you? Reply NO.',
  'how-to-link-again':
    'The link of this number is on hold. Please link it again: {linkPage} - UNLINK ends it, STOP ends all messages.',
  unlinked: 'Done: this number is no longer linked to {product}.',
  'nothing-to-unlink': 'This number is not linked to any account.',
  'status-linked':
    'This number is linked to your account of {product}. Text UNLINK to end that, STOP to get no more messages.',
  'status-not-linked': 'This number is not linked to any account. Please link your account: {linkPage}',
  'help-linked':
    'You are talking to {product}. STATUS shows your link, UNLINK ends it, STOP ends all messages.',
  'help-not-linked':
    'You are talking to {product}. To use it here, please link your account: {linkPage} - STOP ends all messages.',
  'help-opted-out':
    'You are talking to {product} and have stopped its messages. Text START to get them again.',
  'opted-out': 'You will get no more messages from {product}. Text START to change that.',
  'opted-in': 'You will get messages from {product} again. Text STOP to end them.',
  'how-to-start': 'You have stopped messages from {product}. Text START to get them again.',
  'account-linked': 'Account linked!',
  'account-moved':
    'Your account of {product} is now linked to another number. If this was not you, sign in and check it: {linkPage}',
  'account-unlinked':
    'Your account of {product} is no longer linked to this number. If this was not you, sign in and check it: {linkPage}',
} as const;
