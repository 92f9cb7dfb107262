import { useRef } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';
import type { IdentityChange } from '../state/page-client.ts';
import type { PhonesState } from '../state/phones-state.ts';
import { phoneName } from './phone-name.ts';

/** Changes how the chosen phone appears to the product, from its next message on. */
export function IdentityMenu({ phones }: { readonly phones: PhonesState }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const phone = phones.phone.value;
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const change = (wanted: IdentityChange) => {
    close();
    void phones.changeIdentity(wanted);
  };
  const { isHidden } = phones.identity.value;
  return (
    <details
      class="identity-menu"
      ref={menu}
      onKeyDown={({ key }) => key === 'Escape' && close()}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) close();
      }}
    >
      <summary aria-label={`Identity of ${phone ? phoneName(phone) : 'the phone'}`}>
        <Icon name="more" />
      </summary>
      <div>
        <button type="button" onClick={() => change(isHidden ? 'show' : 'hide')}>
          <strong>{isHidden ? 'Show my number' : 'Hide my number'}</strong>
          <small>
            {isHidden ? 'The product sees it beside the id' : 'The product sees an id in its place'}
          </small>
        </button>
        <button type="button" onClick={() => change('change-hands')}>
          <strong>Number changes hands</strong>
          <small>Somebody else writes from it</small>
        </button>
      </div>
    </details>
  );
}
