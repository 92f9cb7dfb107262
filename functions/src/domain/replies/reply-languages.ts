import type { WhatsAppAddress } from '../linking/whatsapp-address.ts';
import type { Language } from '../shared/language.ts';
import { countryOfPhone } from './country-calling-codes.ts';
import { languageOfCountry } from './country-languages.ts';

export interface ReplyLanguagesConfig {
  /** The languages that may be spoken; the first one is spoken where no other is known. */
  readonly spoken: readonly [Language, ...Language[]];
  /** By ISO 3166-1 code: countries in which another language is spoken than Linkline assumes. */
  readonly ofCountries: ReadonlyMap<string, Language>;
}

export interface Addressee {
  readonly address: WhatsAppAddress;
  /** That of the app when the person linked; null where it told none. */
  readonly language: Language | null;
}

/** Which language the chat speaks with whom. */
export class ReplyLanguages {
  readonly #config: ReplyLanguagesConfig;

  constructor(config: ReplyLanguagesConfig) {
    this.#config = config;
  }

  /** The app's language, else that of the address's country, else the fallback: of these, the first one that may be spoken. */
  languageFor({ address, language }: Addressee): Language {
    const { spoken } = this.#config;
    const wished = [language, this.#languageOf(address)].find(
      (known) => known !== null && spoken.includes(known),
    );
    return wished ?? spoken[0];
  }

  #languageOf(address: WhatsAppAddress): Language | null {
    const country = countryOf(address);
    if (country === null) return null;
    return this.#config.ofCountries.get(country) ?? languageOfCountry(country);
  }
}

function countryOf({ kind, value }: WhatsAppAddress): string | null {
  const bare = value.slice('whatsapp:'.length);
  return kind === 'phone' ? countryOfPhone(bare) : bare.slice(0, 2);
}
