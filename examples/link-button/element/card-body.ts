import { confirmationView } from './confirmation-view.ts';
import { introductionView } from './introduction-view.ts';
import type { LinkView } from './link-view.ts';
import { linkedView } from './linked-view.ts';
import { waitingView } from './waiting-view.ts';

/** Whatever the user can do about their link now. */
export function cardBody(view: LinkView): readonly Node[] {
  const { linked, request } = view.stage;
  if (!linked && !request) return introductionView(view);
  return [...(linked ? linkedView(view, linked) : []), ...requestNodes(view)];
}

function requestNodes(view: LinkView): readonly Node[] {
  const { request } = view.stage;
  if (!request) return [];
  return request.state === 'claimed' ? confirmationView(view, request) : waitingView(view);
}
