import { signal, type Signal } from '@preact/signals';
import type { PageConfiguration } from '../../page-protocol.ts';
import { AccountState } from './account-state.ts';
import { ActivityState } from './activity-state.ts';
import { Callables } from './callables.ts';
import { DocumentsState } from './documents-state.ts';
import { FaultsState } from './faults-state.ts';
import { LinkingState } from './linking-state.ts';
import { MessagesState } from './messages-state.ts';
import type { PageClient } from './page-client.ts';
import { PhonesState } from './phones-state.ts';
import { TimeTravelState } from './time-travel-state.ts';
import { WorldClock } from './world-clock.ts';
import { listenToWorld } from './world-events.ts';

export type PaneName = 'phones' | 'app' | 'happened';
export type HappenedView = 'activity' | 'documents' | 'faults';

/** Everything that the page shows, kept up to date by the world's events. */
export class PageState {
  readonly configuration: PageConfiguration;
  readonly clock = new WorldClock(() => Date.now());
  readonly phones: PhonesState;
  readonly account: AccountState;
  readonly linking: LinkingState;
  readonly activity = new ActivityState();
  readonly documents: DocumentsState;
  readonly messages: MessagesState;
  readonly faults: FaultsState;
  readonly timeTravel: TimeTravelState;
  readonly happenedView = signal<HappenedView>('activity');
  /** The pane in front where only one fits. */
  readonly pane: Signal<PaneName>;
  readonly isLive = signal(false);
  readonly #isWide: Signal<boolean>;

  constructor(configuration: PageConfiguration, client: PageClient, pane: PaneName) {
    this.configuration = configuration;
    this.pane = signal(pane);
    const wide = matchMedia('(min-width: 1000px)');
    this.#isWide = signal(wide.matches);
    wide.addEventListener('change', ({ matches }) => (this.#isWide.value = matches));
    this.phones = new PhonesState(client, configuration.phones);
    this.documents = new DocumentsState(client);
    this.messages = new MessagesState(client);
    this.faults = new FaultsState(client);
    this.timeTravel = new TimeTravelState(client, this.clock);
    const callables = new Callables(configuration.functionsBaseUrl, this.clock);
    this.account = new AccountState({
      client,
      callables,
      users: configuration.users,
      storage: sessionStorage,
      onSignIn: ({ name }) => this.phones.chooseOf(name),
    });
    this.linking = new LinkingState({ account: this.account, callables, clock: this.clock });
  }

  isVisible(pane: PaneName): boolean {
    return this.#isWide.value || this.pane.value === pane;
  }

  connect(): void {
    listenToWorld(
      {
        snapshot: ({ now, activities, conversations, identities, links, outbox, pause, faults }) => {
          this.clock.adjust(now);
          this.activity.replace(activities);
          this.phones.replaceChats(conversations);
          this.phones.replaceIdentities(identities);
          this.linking.replaceLinks(links);
          this.messages.replace(outbox);
          this.messages.pause.value = pause.pause;
          this.faults.active.value = faults;
          this.documents.change();
        },
        activity: (activity) => {
          this.activity.add(activity);
          if (activity.kind === 'document') this.documents.change();
        },
        conversation: (conversation) => this.phones.changeChat(conversation),
        identity: (identity) => this.phones.setIdentity(identity),
        link: (change) => {
          this.clock.tick();
          this.linking.changeLink(change);
        },
        outbound: (change) => this.messages.change(change),
        pause: ({ pause }) => (this.messages.pause.value = pause),
        faults: (faults) => (this.faults.active.value = faults),
        clock: ({ now }) => this.clock.adjust(now),
      },
      (isLive) => this.#changeConnection(isLive),
    );
    setInterval(() => this.clock.tick(), 1_000);
  }

  showHappened(view: HappenedView): void {
    this.happenedView.value = view;
    this.documents.show(view === 'documents');
  }

  /** Puts a message into the chosen phone's message field, as opening a wa.me link does; the person sends it. */
  prefill(text: string): void {
    this.phones.write(text);
    this.pane.value = 'phones';
    requestAnimationFrame(() => document.getElementById('message')?.focus());
  }

  focusApp(): void {
    this.pane.value = 'app';
    requestAnimationFrame(() => document.getElementById('app')?.focus());
  }

  #changeConnection(isLive: boolean): void {
    this.isLive.value = isLive;
    if (!isLive) return;
    this.phones.reconnect();
    this.account.reconnect();
    this.messages.reconnect();
  }
}
