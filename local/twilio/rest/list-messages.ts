import type { StoredMessage } from '../messages/stored-message.ts';
import { messageResource, messagesPath } from './message-resource.ts';
import { TwilioError } from './twilio-error.ts';

const DEFAULT_PAGE_SIZE = 50;
const MAXIMUM_PAGE_SIZE = 1000;
const DAY = 24 * 60 * 60 * 1000;

interface Page {
  readonly start: number;
  readonly number: number;
  readonly size: number;
}

/** One page of the messages that match the query, newest first, with the links to its neighbours. */
export function listMessages(
  messages: readonly StoredMessage[],
  query: URLSearchParams,
  accountSid: string,
): Record<string, unknown> {
  const matching = messages.toReversed().filter(matcher(query));
  const page = pageOf(matching, query);
  const shown = matching.slice(page.start, page.start + page.size);
  const first = shown.at(0);
  const last = shown.at(-1);
  const hasNext = page.start + page.size < matching.length;
  const link = (number: number, token?: string): string =>
    `${messagesPath(accountSid)}.json?${linkQuery(query, page.size, number, token)}`;
  return {
    first_page_uri: link(0),
    end: page.start + Math.max(shown.length - 1, 0),
    previous_page_uri: page.start > 0 && first ? link(Math.max(page.number - 1, 0), `PB${first.sid}`) : null,
    messages: shown.map((message) => messageResource(message, accountSid)),
    uri: link(page.number, query.get('PageToken') ?? undefined),
    page_size: page.size,
    start: page.start,
    next_page_uri: hasNext && last ? link(page.number + 1, `PA${last.sid}`) : null,
    page: page.number,
  };
}

function matcher(query: URLSearchParams): (message: StoredMessage) => boolean {
  const to = query.get('To');
  const from = query.get('From');
  const dates = dateFilters(query);
  return (message) =>
    (to === null || message.to === to) &&
    (from === null || message.from === from) &&
    dates.every((accepts) => message.sentAt !== null && accepts(message.sentAt));
}

/** `DateSent` means that day; `DateSent<` and `DateSent>` include the time or day they name. */
function dateFilters(query: URLSearchParams): readonly ((sentAt: number) => boolean)[] {
  const filters: ((sentAt: number) => boolean)[] = [];
  const on = readTime(query.get('DateSent'));
  const before = readTime(query.get('DateSent<'));
  const after = readTime(query.get('DateSent>'));
  if (on) filters.push((sentAt) => Math.floor(sentAt / DAY) === Math.floor(on.start / DAY));
  if (before) filters.push((sentAt) => sentAt < before.end);
  if (after) filters.push((sentAt) => sentAt >= after.start);
  return filters;
}

/** A date lasts a day and a time a second: `end` is the first instant after it. */
function readTime(text: string | null): { readonly start: number; readonly end: number } | undefined {
  if (text === null) return undefined;
  const start = Date.parse(text);
  if (Number.isNaN(start)) throw new TwilioError(20001, `DateSent ${text} is not a date.`);
  return { start, end: start + (/^\d{4}-\d\d-\d\d$/u.test(text) ? DAY : 1000) };
}

/** A token names the message that its page follows (PA) or precedes (PB), so new messages shift no page. */
function pageOf(messages: readonly StoredMessage[], query: URLSearchParams): Page {
  const size = Math.min(Math.max(wholeNumber(query, 'PageSize', DEFAULT_PAGE_SIZE), 1), MAXIMUM_PAGE_SIZE);
  const number = wholeNumber(query, 'Page', 0);
  const token = query.get('PageToken');
  if (token === null) return { start: number * size, number, size };
  const position = messages.findIndex(({ sid }) => sid === token.slice(2));
  if (position < 0) throw new TwilioError(20001, 'The PageToken names no message of this list.');
  const start = token.startsWith('PB') ? Math.max(position - size, 0) : position + 1;
  return { start, number, size };
}

function wholeNumber(query: URLSearchParams, name: string, standard: number): number {
  const text = query.get(name);
  if (text === null) return standard;
  if (!/^\d{1,6}$/u.test(text)) throw new TwilioError(20001, `${name} must be a whole number.`);
  return Number(text);
}

function linkQuery(query: URLSearchParams, size: number, number: number, token?: string): string {
  const link = new URLSearchParams(query);
  link.set('PageSize', String(size));
  link.set('Page', String(number));
  if (token === undefined) link.delete('PageToken');
  else link.set('PageToken', token);
  return link.toString();
}
