import type { BatchGetDocumentsResponse, CommitResponse, DocumentOutput } from '../protocol/responses.ts';
import { fieldsToJson, timestampToJson, valueToJson } from './value-form.ts';

export function batchGetAnswer(responses: readonly BatchGetDocumentsResponse[]): readonly object[] {
  return responses.map((response) => {
    if ('transaction' in response)
      return { transaction: Buffer.from(response.transaction).toString('base64') };
    const readTime = timestampToJson(response.readTime);
    return 'found' in response
      ? { found: documentAnswer(response.found), readTime }
      : { missing: response.missing, readTime };
  });
}

export function commitAnswer({ writeResults, commitTime }: CommitResponse): object {
  return {
    writeResults: writeResults.map(({ updateTime, transformResults = [] }) => ({
      ...(updateTime && { updateTime: timestampToJson(updateTime) }),
      ...(transformResults.length > 0 && { transformResults: transformResults.map(valueToJson) }),
    })),
    commitTime: timestampToJson(commitTime),
  };
}

function documentAnswer({ name, fields = {}, createTime, updateTime }: DocumentOutput): object {
  return {
    name,
    fields: fieldsToJson(fields),
    ...(createTime && { createTime: timestampToJson(createTime) }),
    ...(updateTime && { updateTime: timestampToJson(updateTime) }),
  };
}
