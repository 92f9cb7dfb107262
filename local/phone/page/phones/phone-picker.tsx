import type { DemoPhone } from '../../page-protocol.ts';
import { Avatar } from '../shared/avatar.tsx';
import type { PhonesState } from '../state/phones-state.ts';
import { hasNumber, phoneName } from './phone-name.ts';

export function PhonePicker({ phones }: { readonly phones: PhonesState }) {
  return (
    <div class="phone-picker" role="group" aria-label="Phones">
      {phones.phones.value.map((phone, index) => (
        <PhoneButton key={phone.address} phone={phone} phones={phones} tone={String(index % 4)} />
      ))}
    </div>
  );
}

interface PhoneButtonProps {
  readonly phone: DemoPhone;
  readonly phones: PhonesState;
  readonly tone: string;
}

function PhoneButton({ phone, phones, tone }: PhoneButtonProps) {
  const isChosen = phones.chosen.value === phone.address;
  const unread = isChosen ? 0 : phones.unread(phone.address);
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={unread > 0 ? `${phoneName(phone)}, ${unread} unread` : phoneName(phone)}
      onClick={() => phones.choose(phone.address)}
    >
      <Avatar name={hasNumber(phone) ? phone.owner : '?'} tone={tone} />
      <span class="phone-owner">{hasNumber(phone) ? phone.owner : 'Hidden'}</span>
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread}
        </span>
      )}
    </button>
  );
}
