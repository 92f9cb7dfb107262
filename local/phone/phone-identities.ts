import { externalUserIdOf } from '../twilio/inbound/inbound-parameters.ts';
import { localIdentity } from '../world/local-identity.ts';
import type { PhoneIdentity } from './page-protocol.ts';

/** Under which addresses phones appear to the product: WhatsApp knows each holder of a number by a business-scoped id. */
export class PhoneIdentities {
  readonly #changed = new Map<string, PhoneIdentity>();
  readonly #phones = new Map<string, string>();

  /** Those that are not as they were in the beginning. */
  changed(): readonly PhoneIdentity[] {
    return [...this.#changed.values()];
  }

  /** The product sees the id in place of the number. */
  hide(address: string): PhoneIdentity {
    return this.#change({ ...this.#of(address), isHidden: true });
  }

  show(address: string): PhoneIdentity {
    return this.#change({ ...this.#of(address), isHidden: false });
  }

  /** From now on somebody else writes from the number, and shows it. */
  changeHands(address: string): PhoneIdentity {
    const { holder } = this.#of(address);
    return this.#change({ address, isHidden: false, holder: holder + 1 });
  }

  /** Twilio's parameters that tell who writes. */
  senderOf(address: string): Readonly<Record<string, string>> {
    const identity = this.#changed.get(address);
    if (identity === undefined) return { From: address };
    const id = idOf(identity);
    return identity.isHidden ? { From: id } : { From: address, ExternalUserId: id };
  }

  /** The phone behind an address, which may be an id that it has shown. */
  phoneOf(address: string): string {
    return this.#phones.get(address) ?? address;
  }

  /** The number, and every id that it has shown. */
  addressesOf(phone: string): readonly string[] {
    const ids = [...this.#phones].flatMap(([id, owner]) => (owner === phone ? id : []));
    return [phone, ...ids];
  }

  #of(address: string): PhoneIdentity {
    return this.#changed.get(address) ?? { address, isHidden: false, holder: 1 };
  }

  #change(identity: PhoneIdentity): PhoneIdentity {
    this.#changed.set(identity.address, identity);
    this.#phones.set(idOf(identity), identity.address);
    return identity;
  }
}

/** The first holder's is the one that the simulator gives the number; every other holder's is that of a number of their own. */
function idOf({ address, holder }: PhoneIdentity): string {
  return externalUserIdOf(holder === 1 ? address : `${address}, ${holder}`, localIdentity.accountSid);
}
