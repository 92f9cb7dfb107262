import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Headers that name something: https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md */
const NAMING_HEADER = /^(ce-.*|x-cloudtasks-.*)$/;

/** The addresses, and the names in headers, of every request that a server of this process gets from now on. */
export function requestNames(isOurs: (host: string) => boolean): readonly string[] {
  const names: string[] = [];
  subscribe('http.server.request.start', (event) => {
    // the form is documented: https://nodejs.org/api/diagnostics_channel.html#http
    const { request } = event as { readonly request: IncomingMessage };
    if (isOurs(request.headers.host ?? '')) names.push(request.url ?? '', ...namesIn(request));
  });
  return names;
}

function namesIn({ headers }: IncomingMessage): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    NAMING_HEADER.test(name) ? [`${name}: ${String(value)}`] : [],
  );
}
