import { computed, signal } from '@preact/signals';
import type { Activity } from '../../../world/activity.ts';

export type ActivityKind = Activity['kind'];

export interface ActivityEntry {
  readonly id: number;
  readonly activity: Activity;
}

const KEPT_ENTRIES = 500;

/** The pane "What happened": the newest activities, newest first, by kind, and held back while paused. */
export class ActivityState {
  readonly kinds = signal<ReadonlySet<ActivityKind>>(new Set(['document', 'twilio', 'log', 'task']));
  readonly isPaused = signal(false);
  readonly #all = signal<readonly ActivityEntry[]>([]);
  readonly #held = signal<readonly ActivityEntry[]>([]);
  #nextId = 1;

  readonly entries = computed(() =>
    this.#all.value.filter(({ activity }) => this.kinds.value.has(activity.kind)),
  );
  readonly counts = computed(() => {
    const counts = new Map<ActivityKind, number>();
    for (const { activity } of this.#all.value)
      counts.set(activity.kind, (counts.get(activity.kind) ?? 0) + 1);
    return counts;
  });
  readonly heldCount = computed(() => this.#held.value.length);

  replace(activities: readonly Activity[]): void {
    this.#held.value = [];
    this.#all.value = activities.map((activity) => this.#entry(activity)).toReversed();
  }

  add(activity: Activity): void {
    const target = this.isPaused.value ? this.#held : this.#all;
    target.value = [this.#entry(activity), ...target.value].slice(0, KEPT_ENTRIES);
  }

  toggleKind(kind: ActivityKind): void {
    const kinds = new Set(this.kinds.value);
    if (!kinds.delete(kind)) kinds.add(kind);
    this.kinds.value = kinds;
  }

  togglePause(): void {
    this.isPaused.value = !this.isPaused.value;
    this.#all.value = [...this.#held.value, ...this.#all.value].slice(0, KEPT_ENTRIES);
    this.#held.value = [];
  }

  clear(): void {
    this.#all.value = [];
    this.#held.value = [];
  }

  #entry(activity: Activity): ActivityEntry {
    return { id: this.#nextId++, activity };
  }
}
