import { Pane } from '../shared/pane.tsx';
import type { PageState } from '../state/page-state.ts';
import { Chat } from './chat.tsx';
import { Composer } from './composer.tsx';
import { PhonePicker } from './phone-picker.tsx';

export function PhonesPane({ state }: { readonly state: PageState }) {
  return (
    <Pane
      name="phones"
      title="Phones"
      subtitle="WhatsApp, as each person sees it"
      isInFront={state.pane.value === 'phones'}
    >
      <PhonePicker phones={state.phones} />
      <div class="phone">
        <Chat state={state} />
        <Composer phones={state.phones} />
      </div>
    </Pane>
  );
}
