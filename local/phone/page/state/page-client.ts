import type { FaultRequest } from '../../../twilio/faults/fault-request.ts';
import type { ActiveFaults } from '../../../twilio/faults/simulator-faults.ts';
import type { Attachment, NewMessage, PageConfiguration } from '../../page-protocol.ts';
import { UnreachableError } from './unreachable-error.ts';

export interface ShownDocument {
  readonly path: string;
  readonly data: unknown;
}

/** What a person sends from a phone. */
export type PhoneInput = { readonly body: string } | { readonly attachment: Attachment };

export type IdentityChange = 'hide' | 'show' | 'change-hands';

/** The page's own server. Each call rejects with an error that can be shown as it is. */
export class PageClient {
  configuration(): Promise<PageConfiguration> {
    return this.#ask<PageConfiguration>('/configuration');
  }

  async signIn(user: string): Promise<string> {
    const { idToken } = await this.#ask<{ idToken: string }>('/sign-in', { user });
    return idToken;
  }

  async signOutEverywhere(user: string): Promise<void> {
    await this.#ask('/sign-out-everywhere', { user });
  }

  async deleteAccount(user: string): Promise<void> {
    await this.#ask('/delete-account', { user });
  }

  /** Changes how a phone appears to the product. */
  async changeIdentity(phone: string, change: IdentityChange): Promise<void> {
    await this.#ask(`/phone/${change}`, { phone });
  }

  /** Resolves with the HTTP status that the webhook answered, null where it gave none. */
  async send(from: string, input: PhoneInput): Promise<number | null> {
    const { status } = await this.#ask<{ status: number | null }>('/phone/send', { from, ...input });
    return status;
  }

  async markRead(to: string): Promise<void> {
    await this.#ask('/phone/read', { to });
  }

  async documents(): Promise<readonly ShownDocument[]> {
    const { documents } = await this.#ask<{ documents: readonly ShownDocument[] }>('/documents');
    return documents;
  }

  /** The product's backend adds the message to the outbox. */
  async sendMessage(userId: string, message: NewMessage): Promise<void> {
    await this.#ask('/product/messages', { user_id: userId, message });
  }

  /** Resolves with the faults active then, as `clearFaults` does. */
  injectFault(request: FaultRequest): Promise<ActiveFaults> {
    return this.#ask<ActiveFaults>('/faults', request);
  }

  clearFaults(): Promise<ActiveFaults> {
    return this.#ask<ActiveFaults>('/faults/clear', {});
  }

  /** Resolves with the world's time when what became due on the way has come to rest. */
  async advanceClock(milliseconds: number): Promise<number> {
    const { now } = await this.#ask<{ now: number }>('/clock/advance', { milliseconds });
    return now;
  }

  async #ask<Answer>(path: string, body?: object): Promise<Answer> {
    const options = body && { method: 'POST', body: JSON.stringify(body), headers: JSON_HEADERS };
    const response = await fetch(path, options).catch(() => {
      throw new UnreachableError('The local world does not answer. Is it still running?');
    });
    // the server's routes answer in these forms, some of them with nothing
    const answer = (response.status === 204 ? {} : await response.json()) as Answer & { error?: string };
    if (!response.ok) throw new Error(answer.error ?? `${path} answered ${response.status}.`);
    return answer;
  }
}

const JSON_HEADERS = { 'content-type': 'application/json' };
