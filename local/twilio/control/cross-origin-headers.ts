const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Lets pages served from this machine call the control API, whatever their port, and no others. */
export function crossOriginHeaders(origin: string | undefined): Readonly<Record<string, string>> {
  if (origin === undefined || !URL.canParse(origin) || !LOOPBACK.has(new URL(origin).hostname)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': 'content-type',
    vary: 'origin',
  };
}
