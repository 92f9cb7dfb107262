import type { Instant } from '../../../functions/src/domain/shared/clock.ts';
import { sentMessages, type Evidence } from './evidence.ts';

/** Nothing goes to who has stopped messages, and nothing for a user to a number that is linked no more, unless it was claimed before. */
export function silenceKept(evidence: Evidence): readonly string[] {
  const { silences, documents, history } = evidence;
  return sentMessages(evidence).flatMap(({ sid, to, at }) => {
    const id = history.ownerOf(sid);
    const document = id === null ? undefined : documents.outbound.get(id);
    const left = leftAt(evidence, id, Date.parse(at));
    if (silences.stopped.covers(to, left)) return [`${id ?? sid} went to a phone that had stopped messages`];
    if (document?.recipient.kind !== 'linked-user') return [];
    const isUnlinked =
      silences.unlinkedPhones.covers(to, left) || silences.unlinkedUsers.covers(document.user_id, left);
    return isUnlinked ? [`${id ?? sid} went to a phone that had been unlinked`] : [];
  });
}

/** The last moment at which anybody could have held it back. */
function leftAt({ history }: Evidence, id: string | null, sentAt: Instant): Instant {
  return (id === null ? null : history.claimBefore(id, sentAt)) ?? sentAt;
}
