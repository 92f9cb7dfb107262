import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../world/activity.ts';
import { ActivityState } from './activity-state.ts';

const logged = (event: string): Activity => ({ kind: 'log', at: 0, severity: 'INFO', event, fields: {} });
const shown = (state: ActivityState) =>
  state.entries.value.map(({ activity }) => (activity.kind === 'log' ? activity.event : activity.kind));

describe('the activity', () => {
  it('is newest first', () => {
    const state = new ActivityState();
    state.replace([logged('one'), logged('two')]);
    state.add(logged('three'));
    expect(shown(state)).toEqual(['three', 'two', 'one']);
  });

  it('keeps the newest 500', () => {
    const state = new ActivityState();
    for (let number = 1; number <= 501; number += 1) state.add(logged(String(number)));
    expect(shown(state)).toHaveLength(500);
    expect(shown(state).at(-1)).toBe('2');
  });

  it('waits in order while it is paused', () => {
    const state = new ActivityState();
    state.add(logged('one'));
    state.togglePause();
    state.add(logged('two'));
    state.add(logged('three'));
    expect([shown(state), state.heldCount.value]).toEqual([['one'], 2]);
    state.togglePause();
    expect([shown(state), state.heldCount.value]).toEqual([['three', 'two', 'one'], 0]);
  });
});
