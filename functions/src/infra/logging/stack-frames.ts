const NAME = String.raw`[\w$.<>#]+(?:\[Symbol\.\w+\])?`;
const FUNCTION = String.raw`(?:async |new |get |set |static )*${NAME}(?: \[as ${NAME}\])?`;
const LOCATION = String.raw`(?:node:|file:\/\/|\/|[A-Z]:\\)[^()\s]*:\d+:\d+|<anonymous>|native|index \d+`;
const FRAME = new RegExp(String.raw`^ {4}at (?:${FUNCTION} \((?:${LOCATION})\)|(?:async )?(?:${LOCATION}))$`);
const LONG_NUMBER = /\d{7}/;

/** The frames of an error's stack and nothing of its message, of which the stack holds a copy. */
export function stackFramesOf({ stack = '', message }: Error): readonly string[] {
  const lines = stack.slice(endOf(message, stack)).split('\n');
  const lastOther = lines.findLastIndex((line) => !line.startsWith('    at '));
  return lines.slice(lastOther + 1).filter((line) => FRAME.test(line) && !LONG_NUMBER.test(line));
}

function endOf(message: string, stack: string): number {
  const start = stack.indexOf(message);
  return start === -1 ? 0 : start + message.length;
}
