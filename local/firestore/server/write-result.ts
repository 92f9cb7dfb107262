import type { WriteResult } from '../protocol/responses.ts';
import type { AppliedWrite } from '../store/apply-writes.ts';
import { toTimestamp } from '../value/timestamp.ts';

export function writeResult({ updateTime, transformResults }: AppliedWrite): WriteResult {
  return { transformResults, ...(updateTime !== undefined && { updateTime: toTimestamp(updateTime) }) };
}
