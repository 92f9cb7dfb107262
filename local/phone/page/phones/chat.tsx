import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { DemoPhone, PhoneIdentity, PhoneMessage } from '../../page-protocol.ts';
import { Avatar } from '../shared/avatar.tsx';
import { formatAddress } from '../shared/format-address.ts';
import { formatDay } from '../shared/format-time.ts';
import { Notice } from '../shared/notice.tsx';
import type { PageState } from '../state/page-state.ts';
import { Bubble } from './bubble.tsx';
import { IdentityMenu } from './identity-menu.tsx';
import { hasNumber, phoneName } from './phone-name.ts';
import { ServiceWindow } from './service-window.tsx';

/** The chosen phone's chat with the product. While it is open, what arrives is read. */
export function Chat({ state }: { readonly state: PageState }) {
  const { phones, configuration } = state;
  const phone = phones.phone.value;
  const messages = phones.chat.value;
  const log = useRef<HTMLDivElement>(null);
  const isOpen = state.isVisible('phones');

  useLayoutEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [messages, phones.isAwaited.value, phones.problem.value, isOpen]);
  useEffect(() => {
    if (isOpen) void phones.markRead();
  }, [messages, isOpen]);

  if (!phone) return null;
  return (
    <>
      <header class="chat-header">
        <Avatar name={configuration.productName} tone="product" />
        <div>
          <h3>{configuration.productName}</h3>
          <p>{whoWrites(phone, phones.identity.value)}</p>
        </div>
        <ServiceWindow lastSentAt={phones.lastSentAt.value} now={state.clock.now.value} />
        {hasNumber(phone) && phones.isKnown(phone.address) && (
          <IdentityMenu key={phone.address} phones={phones} />
        )}
      </header>
      <div
        class="chat"
        ref={log}
        role="log"
        aria-live="polite"
        aria-label={`Chat on ${phoneName(phone)}`}
        tabIndex={0}
      >
        {messages.length === 0 && <EmptyChat name={configuration.productName} />}
        <ol>
          {messages.map((message, index) => (
            <ChatMessage key={message.sid} message={message} before={messages[index - 1]} state={state} />
          ))}
        </ol>
        {phones.isAwaited.value && <TypingBubble />}
        {phones.problem.value && <Notice tone="problem" message={phones.problem.value.message} />}
      </div>
    </>
  );
}

/** The phone and its number, or in what it is no longer as it was. */
function whoWrites(phone: DemoPhone, { isHidden, holder }: PhoneIdentity): string {
  const changes = [...(holder > 1 ? ['new holder'] : []), ...(isHidden ? ['number hidden'] : [])];
  return [phoneName(phone), changes.join(', ') || formatAddress(phone.address)].join(' · ');
}

interface ChatMessageProps {
  readonly message: PhoneMessage;
  readonly before: PhoneMessage | undefined;
  readonly state: PageState;
}

function ChatMessage({ message, before, state }: ChatMessageProps) {
  const day = formatDay(Date.parse(message.at));
  const isNewDay = !before || formatDay(Date.parse(before.at)) !== day;
  const owner = state.phones.phone.value?.owner ?? '';
  return (
    <>
      {isNewDay && (
        <li class="chat-day">
          <span>{day}</span>
        </li>
      )}
      <Bubble
        message={message}
        sender={message.direction === 'from-phone' ? owner : state.configuration.productName}
        mediaBaseUrl={state.configuration.mediaBaseUrl}
        isFirst={isNewDay || before?.direction !== message.direction}
        onLinkPage={() => state.focusApp()}
      />
    </>
  );
}

function EmptyChat({ name }: { readonly name: string }) {
  return (
    <p class="chat-empty">
      <strong>No messages yet.</strong> Say hi to {name}, or press “Link WhatsApp” in your app first.
    </p>
  );
}

function TypingBubble() {
  return (
    <div class="typing" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
