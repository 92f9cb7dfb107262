import { ContentErasure } from '../../functions/src/domain/messaging/content-erasure.ts';
import type { ContentHash } from '../../functions/src/domain/messaging/content-hash.ts';
import { retentionOf } from '../../functions/src/infra/config/parse-app-config.ts';
import type { RetentionConfig } from '../../functions/src/infra/config/retention-config.ts';
import { HmacContentHash } from '../../functions/src/infra/cryptography/hmac-content-hash.ts';
import type { Settings } from './settings.ts';

/** How long documents are kept, and whether what messages say is. The key is asked for when something is to be erased. */
export function storageSettings(settings: Settings): {
  readonly retention: RetentionConfig;
  readonly erasure: ContentErasure;
} {
  const values = settings.read(
    'STORE_MESSAGE_BODIES',
    'RETENTION_INBOUND_DAYS',
    'RETENTION_OUTBOUND_DAYS',
    'RETENTION_EVENT_DAYS',
    'RETENTION_RECEIPT_DAYS',
    'RETENTION_REQUEST_DAYS',
    'RETENTION_COUNTER_DAYS',
    'RETENTION_CONTACT_DAYS',
    'RETENTION_ERASURE_DAYS',
  );
  const hash: ContentHash = {
    of: (content) => new HmacContentHash({ keys: settings.read('ADDRESS_KEY').ADDRESS_KEY }).of(content),
  };
  return {
    retention: retentionOf(values),
    erasure: new ContentErasure({ hash: values.STORE_MESSAGE_BODIES ? null : hash }),
  };
}
