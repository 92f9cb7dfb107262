import type { MessageStatus, StoredMessage } from '../messages/stored-message.ts';
import { TwilioError } from './twilio-error.ts';

const IN_PROGRESS: ReadonlySet<MessageStatus> = new Set(['accepted', 'scheduled', 'queued']);

/** What an update call asks for: a scheduled message can be canceled, a finished one emptied. Throws TwilioError. */
export function messageChange(message: StoredMessage, form: URLSearchParams): Partial<StoredMessage> {
  const status = form.get('Status');
  const body = form.get('Body');
  if (status !== null) return cancellation(message, status);
  if (body === '') return redaction(message);
  throw new TwilioError(20001, 'An update needs Status=canceled or an empty Body.');
}

/** Throws TwilioError while the message is still on its way. */
export function refuseWhileInProgress({ status }: StoredMessage, action: 'delete' | 'redact'): void {
  if (!IN_PROGRESS.has(status)) return;
  throw new TwilioError(20009, `Cannot ${action} message because delivery has not been completed.`, 409);
}

function cancellation(message: StoredMessage, status: string): Partial<StoredMessage> {
  if (status !== 'canceled') throw new TwilioError(20001, 'Status can only be set to canceled.');
  if (message.status !== 'scheduled')
    throw new TwilioError(30409, 'The message cannot be canceled any more.', 409);
  return { status };
}

function redaction(message: StoredMessage): Partial<StoredMessage> {
  refuseWhileInProgress(message, 'redact');
  return { body: '' };
}
