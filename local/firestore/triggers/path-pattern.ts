const MULTI_SEGMENT = /^\{[^{}]*=\*\*\}$/;
const SINGLE_SEGMENT = /^\{[^{}]*\}$/;

/** Matches document paths as a trigger's pattern does: `{id}` is one segment, `{rest=**}` one or more. */
export function pathPattern(pattern: string): (path: string) => boolean {
  const segments = pattern.split('/').map((segment) => {
    if (MULTI_SEGMENT.test(segment)) return '.+';
    return SINGLE_SEGMENT.test(segment)
      ? '[^/]+'
      : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  const expression = new RegExp(`^${segments.join('/')}$`, 's');
  return (path) => expression.test(path);
}
