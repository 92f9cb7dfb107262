import { z } from 'zod';
import { ConfigurationError } from '../../functions/src/infra/config/configuration-error.ts';
import { InvalidWhatsAppNumberError } from '../../functions/src/domain/linking/linking-errors.ts';
import { MessagingUnavailableError } from '../../functions/src/domain/messaging/messaging-errors.ts';
import { DomainError } from '../../functions/src/domain/shared/domain-error.ts';
import { StorageUnavailableError } from '../../functions/src/domain/shared/storage-errors.ts';
import { MalformedDocumentError } from '../../functions/src/infra/firestore/malformed-document-error.ts';
import { AdminError } from './admin-error.ts';
import { exitCode, type ExitCode } from './exit-code.ts';

interface Explanation {
  readonly text: string;
  readonly exitCode: ExitCode;
}

const UNUSABLE = [ConfigurationError, MessagingUnavailableError, StorageUnavailableError];

/** Codes of gRPC that no repetition mends: https://grpc.io/docs/guides/status-codes/ */
const REMEDIES = new Map<unknown, string>([
  [5, 'There is no such project or database: check --project and FIRESTORE_DATABASE.'],
  [7, 'Your account may not read this database: it needs the role Cloud Datastore User.'],
  [9, 'The database has no index for this: deploy firestore.indexes.json with `npm run deploy`.'],
  [16, 'Your credentials were not accepted: `gcloud auth application-default login`.'],
]);

/** What went wrong, for an operator. */
export function explain(error: unknown): Explanation {
  if (error instanceof AdminError) return { text: error.message, exitCode: error.exitCode };
  if (error instanceof InvalidWhatsAppNumberError) return { text: error.message, exitCode: exitCode.usage };
  if (error instanceof DomainError) {
    const isUnusable = UNUSABLE.some((kind) => error instanceof kind);
    return { text: error.message, exitCode: isUnusable ? exitCode.unusable : exitCode.failed };
  }
  if (error instanceof z.ZodError) return explain(new MalformedDocumentError(null, error));
  if (error instanceof MalformedDocumentError) return { text: error.message, exitCode: exitCode.failed };
  const remedy = remedyFor(error);
  if (remedy !== undefined) return { text: remedy, exitCode: exitCode.unusable };
  return { text: error instanceof Error ? String(error.stack) : String(error), exitCode: exitCode.failed };
}

function remedyFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? REMEDIES.get(error.code) : undefined;
}
