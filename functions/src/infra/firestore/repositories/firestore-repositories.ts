import type { LinkingRepositories } from '../../../domain/linking/linking-repositories.ts';
import type { MetricsCollector } from '../../../domain/shared/metrics-collector.ts';
import type { FirestoreSession } from '../firestore-session.ts';
import { FirestoreAddressTraceRepository } from './firestore-address-trace-repository.ts';
import { FirestoreCommandReceiptRepository } from './firestore-command-receipt-repository.ts';
import { FirestoreContactRepository } from './firestore-contact-repository.ts';
import { FirestoreErasureRepository } from './firestore-erasure-repository.ts';
import { FirestoreExportCounterRepository } from './firestore-export-counter-repository.ts';
import { FirestoreIdentityWatchRepository } from './firestore-identity-watch-repository.ts';
import { FirestoreInboundLaneRepository } from './firestore-inbound-lane-repository.ts';
import { FirestoreInboundMessageRepository } from './firestore-inbound-message-repository.ts';
import { FirestoreLinkRequestCounterRepository } from './firestore-link-request-counter-repository.ts';
import { FirestoreLinkRequestRepository } from './firestore-link-request-repository.ts';
import { FirestoreOutboundMessageRepository } from './firestore-outbound-message-repository.ts';
import { FirestoreProductEventRepository } from './firestore-product-event-repository.ts';
import { FirestoreSendingPauseRepository } from './firestore-sending-pause-repository.ts';
import { FirestoreUserLinkRepository } from './firestore-user-link-repository.ts';
import { FirestoreUserMappingRepository } from './firestore-user-mapping-repository.ts';
import { FirestoreUserTraceRepository } from './firestore-user-trace-repository.ts';

export function firestoreRepositories(
  session: FirestoreSession,
  metrics: MetricsCollector,
): LinkingRepositories {
  return {
    mappings: new FirestoreUserMappingRepository(session, metrics),
    requests: new FirestoreLinkRequestRepository(session),
    links: new FirestoreUserLinkRepository(session),
    counters: new FirestoreLinkRequestCounterRepository(session),
    contacts: new FirestoreContactRepository(session),
    receipts: new FirestoreCommandReceiptRepository(session),
    inbound: new FirestoreInboundMessageRepository(session),
    inboundLanes: new FirestoreInboundLaneRepository(session),
    outbound: new FirestoreOutboundMessageRepository(session),
    events: new FirestoreProductEventRepository(session),
    sendingPause: new FirestoreSendingPauseRepository(session),
    identityWatch: new FirestoreIdentityWatchRepository(session),
    erasures: new FirestoreErasureRepository(session),
    traces: new FirestoreUserTraceRepository(session),
    addressTraces: new FirestoreAddressTraceRepository(session),
    exportCounters: new FirestoreExportCounterRepository(session),
  };
}
