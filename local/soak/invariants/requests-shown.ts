import type { Evidence } from './evidence.ts';

/** The newest request of a user that can still be finished is the one that the app shows, and an address waits for its own request only. */
export function requestsShown(evidence: Evidence): readonly string[] {
  return [...liveRequests(evidence), ...shownRequests(evidence), ...waitingAddresses(evidence)];
}

function liveRequests({ documents: { requests, links }, now }: Evidence): readonly string[] {
  const newest = new Map<string, string>();
  for (const { user_id: userId, created_at: at } of requests.values()) {
    if (at > (newest.get(userId) ?? '')) newest.set(userId, at);
  }
  return Array.from(requests, ([id, { user_id: userId, state, created_at: at, expires_at: end }]) => {
    const isLive = (state === 'open' || state === 'claimed') && Date.parse(end) > now;
    const isShown = links.get(userId)?.request?.request_id === id;
    return isLive && !isShown && at === newest.get(userId) ? [`no app shows the ${state} request ${id}`] : [];
  }).flat();
}

function shownRequests({ documents: { requests, links } }: Evidence): readonly string[] {
  return Array.from(links, ([userId, { request }]) => {
    if (request === null) return [];
    const stored = requests.get(request.request_id);
    const agrees = stored?.user_id === userId && stored.state === request.state;
    return agrees ? [] : [`the app of ${userId} shows a request that is not as shown`];
  }).flat();
}

function waitingAddresses({ documents: { requests, contacts }, now }: Evidence): readonly string[] {
  return Array.from(contacts, ([key, { waiting }]) => {
    if (waiting === null || Date.parse(waiting.expires_at) <= now) return [];
    const request = requests.get(waiting.request_id);
    const isItsOwn = request?.state === 'claimed' && request.claim?.address_key === key;
    return isItsOwn ? [] : [`the address ${key} waits for a request that is not its own`];
  }).flat();
}
