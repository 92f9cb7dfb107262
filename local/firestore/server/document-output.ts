import type { DocumentOutput } from '../protocol/responses.ts';
import type { DocumentMask } from '../protocol/write.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { selectFields } from '../value/field-path.ts';
import { toTimestamp } from '../value/timestamp.ts';

/** A stored document as it is answered, with only the fields of the mask if there is one. */
export function documentOutput(document: StoredDocument, mask: DocumentMask | null = null): DocumentOutput {
  return {
    name: document.name,
    fields: mask === null ? document.fields : selectFields(document.fields, mask.fieldPaths),
    createTime: toTimestamp(document.createTime),
    updateTime: toTimestamp(document.updateTime),
  };
}
