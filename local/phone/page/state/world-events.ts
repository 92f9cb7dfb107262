import type { PageEventName, PageEvents } from '../../page-protocol.ts';

type Handlers = { readonly [Name in PageEventName]: (data: PageEvents[Name]) => void };

/** Listens to the server's events until the page closes; the browser reconnects by itself. */
export function listenToWorld(handlers: Handlers, onConnection: (isLive: boolean) => void): void {
  const source = new EventSource('/events');
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      // the server writes each event from the same type that its handler takes
      (handle as (event: unknown) => void)(JSON.parse(data));
    });
  }
  source.addEventListener('open', () => onConnection(true));
  source.addEventListener('error', () => onConnection(false));
}
