import { useLayoutEffect, useRef } from 'preact/hooks';
import type { StartedLink } from '../../../../examples/link-button/link-button.ts';
import { phoneName } from '../phones/phone-name.ts';
import type { PageState } from '../state/page-state.ts';

interface LinkButtonProps {
  readonly userId: string;
  readonly state: PageState;
}

/** The button that products take, with the chosen phone in the place of the one in the user's hand. */
export function LinkButton({ userId, state }: LinkButtonProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const button = document.createElement('linkline-button');
    button.setAttribute('product-name', state.configuration.productName);
    button.setAttribute('heading-level', '3');
    button.addEventListener('open-whatsapp', (event) => {
      event.preventDefault();
      // the event is the button's own, and so of this form
      const { detail } = event as CustomEvent<Pick<StartedLink, 'deepLink' | 'code'>>;
      state.prefill(new URL(detail.deepLink).searchParams.get('text') ?? detail.code);
    });
    button.connect(state.linking.connectionOf(userId));
    place.current?.append(button);
    return () => button.remove();
  }, [userId]);
  const phone = state.phones.phone.value;
  const isWaiting = state.linking.stage.value.request?.state === 'open';
  return (
    <>
      <div class="link-button" ref={place} />
      {isWaiting && phone && (
        <p class="hint">On this page, “Open WhatsApp” writes the message on {phoneName(phone)}.</p>
      )}
    </>
  );
}
