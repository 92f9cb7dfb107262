import { computed, signal, type Signal } from '@preact/signals';
import type { Conversation, DemoPhone, PhoneIdentity, PhoneMessage } from '../../page-protocol.ts';
import type { IdentityChange, PageClient, PhoneInput } from './page-client.ts';
import { isUnreachable, problemOf, type Problem } from './problem.ts';

/** The pane "Phones": everybody's chat with the product, and what each is writing. */
export class PhonesState {
  readonly chosen: Signal<string>;
  readonly #client: PageClient;
  readonly #known: readonly DemoPhone[];
  readonly #chats = signal<ReadonlyMap<string, readonly PhoneMessage[]>>(new Map());
  readonly #identities = signal<ReadonlyMap<string, PhoneIdentity>>(new Map());
  readonly #drafts = signal<ReadonlyMap<string, string>>(new Map());
  readonly #problems = signal<ReadonlyMap<string, Problem>>(new Map());
  readonly #awaiting = signal<readonly string[]>([]);

  /** The demo phones, and whoever else has written. */
  readonly phones = computed(() => {
    const strangers = [...this.#chats.value.keys()].filter((address) => !this.isKnown(address));
    return [...this.#known, ...strangers.map((address) => ({ address, owner: address.slice(-4) }))];
  });

  constructor(client: PageClient, known: readonly DemoPhone[]) {
    this.#client = client;
    this.#known = known;
    this.chosen = signal(known[0]?.address ?? '');
  }

  readonly phone = computed(() => this.phones.value.find(({ address }) => address === this.chosen.value));
  /** How the chosen phone appears to the product. */
  readonly identity = computed(
    () =>
      this.#identities.value.get(this.chosen.value) ?? {
        address: this.chosen.value,
        isHidden: false,
        holder: 1,
      },
  );
  readonly chat = computed(() => this.#chats.value.get(this.chosen.value) ?? []);
  /** When the last message of the chosen phone arrived; null where it has sent none. */
  readonly lastSentAt = computed(() => {
    const last = this.chat.value.findLast(({ direction }) => direction === 'from-phone');
    return last ? Date.parse(last.at) : null;
  });
  readonly draft = computed(() => this.#drafts.value.get(this.chosen.value) ?? '');
  readonly problem = computed(() => this.#problems.value.get(this.chosen.value));
  /** Whether a message of the chosen phone waits for its answer. */
  readonly isAwaited = computed(() => this.#awaiting.value.includes(this.chosen.value));

  choose(address: string): void {
    this.chosen.value = address;
  }

  /** Chooses the phone of the person with that name, where they have one. */
  chooseOf(owner: string): void {
    const phone = this.#known.find((known) => known.owner === owner);
    if (phone) this.choose(phone.address);
  }

  isKnown(address: string): boolean {
    return this.#known.some((phone) => phone.address === address);
  }

  unread(address: string): number {
    return unreadIn(this.#chats.value.get(address) ?? []).length;
  }

  write(text: string): void {
    this.#setDraft(this.chosen.value, text);
  }

  /** What could not be sent becomes the draft again, before whatever has been written since. */
  async sendDraft(): Promise<void> {
    const from = this.chosen.value;
    const text = this.draft.value.trim();
    if (text === '') return;
    this.#setDraft(from, '');
    if (await this.send({ body: text })) return;
    const since = this.#drafts.value.get(from);
    this.#setDraft(from, since ? `${text}\n${since}` : text);
  }

  /** Resolves with whether the message has left the phone. */
  async send(input: PhoneInput): Promise<boolean> {
    const from = this.chosen.value;
    this.#setProblem(from, undefined);
    this.#awaiting.value = [...this.#awaiting.value, from];
    try {
      const status = await this.#client.send(from, input);
      if (status === null || status >= 400) this.#setProblem(from, { message: refusal(status) });
      return true;
    } catch (error) {
      this.#setProblem(from, problemOf(error));
      return false;
    } finally {
      const index = this.#awaiting.value.indexOf(from);
      this.#awaiting.value = this.#awaiting.value.toSpliced(index, 1);
    }
  }

  async changeIdentity(change: IdentityChange): Promise<void> {
    const phone = this.chosen.value;
    this.#setProblem(phone, undefined);
    await this.#client.changeIdentity(phone, change).catch((error: unknown) => {
      this.#setProblem(phone, problemOf(error));
    });
  }

  /** Tells the world that the chosen chat has been seen, where it has something unseen. */
  async markRead(): Promise<void> {
    if (unreadIn(this.chat.value).length === 0) return;
    await this.#client.markRead(this.chosen.value).catch(() => undefined);
  }

  /** The world answers again. */
  reconnect(): void {
    const problems = [...this.#problems.value].filter(([, problem]) => !isUnreachable(problem));
    this.#problems.value = new Map(problems);
  }

  replaceChats(conversations: readonly Conversation[]): void {
    this.#chats.value = new Map(conversations.map(({ address, messages }) => [address, messages]));
  }

  replaceIdentities(identities: readonly PhoneIdentity[]): void {
    this.#identities.value = new Map(identities.map((identity) => [identity.address, identity]));
  }

  setIdentity(identity: PhoneIdentity): void {
    this.#identities.value = new Map(this.#identities.value).set(identity.address, identity);
  }

  changeChat({ address, messages }: Conversation): void {
    this.#chats.value = new Map(this.#chats.value).set(address, messages);
  }

  #setDraft(address: string, text: string): void {
    this.#drafts.value = new Map(this.#drafts.value).set(address, text);
  }

  #setProblem(address: string, problem: Problem | undefined): void {
    const problems = new Map(this.#problems.value);
    if (problem) problems.set(address, problem);
    else problems.delete(address);
    this.#problems.value = problems;
  }
}

function refusal(status: number | null): string {
  return status === null
    ? 'The message reached Twilio, but Linkline gave no answer in time.'
    : `The message reached Twilio, but Linkline answered it with ${status}.`;
}

function unreadIn(messages: readonly PhoneMessage[]): readonly PhoneMessage[] {
  return messages.filter(({ direction, status }) => direction === 'to-phone' && status === 'delivered');
}
