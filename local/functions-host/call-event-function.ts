/** An event as the embedded Firestore delivers it: a CloudEvent in binary mode. */
export interface EncodedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export class EventNotAcknowledgedError extends Error {
  override readonly name = 'EventNotAcknowledgedError';
}

/** Posts an event to the function at `url`. Rejects unless the function acknowledges it with a 2xx status. */
export async function callEventFunction(url: string, event: EncodedEvent): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: event.headers,
    body: Buffer.from(event.body),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new EventNotAcknowledgedError(`${url} answered ${response.status}`);
}
