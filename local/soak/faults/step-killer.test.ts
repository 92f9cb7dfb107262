import { describe, expect, it } from 'vitest';
import { DiceSet } from '../dice.ts';
import { StepKiller } from './step-killer.ts';

describe('StepKiller', () => {
  it('hits every boundary it has seen, no more often than the others', () => {
    let kills = 0;
    const killer = new StepKiller({ dice: new DiceSet(1).of('kills'), kill: () => (kills += 1) });
    const steps = ['Firestore commit', 'product', 'Twilio create'];
    const hit: string[] = [];
    const walk = () => {
      for (const step of steps) {
        const moment = killer.strike(step);
        if (moment !== undefined) hit.push(`${moment} ${step}`);
      }
    };
    walk();
    expect(kills).toBe(0);
    for (let life = 0; life < 12; life += 1) {
      killer.arm();
      for (let round = 0; round < 3; round += 1) walk();
    }
    expect(kills).toBe(12);
    expect(hit).toHaveLength(12);
    expect(killer.kills.entries().map(([, count]) => count)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('takes any step in place of one that does not come', () => {
    let kills = 0;
    const killer = new StepKiller({ dice: new DiceSet(1).of('kills'), kill: () => (kills += 1) });
    killer.takeAny();
    killer.strike('product');
    killer.strike('product');
    expect([kills, killer.kills.total]).toEqual([1, 1]);
  });

  it('lets everything be while it is not armed', () => {
    const killer = new StepKiller({ dice: new DiceSet(1).of('kills'), kill: () => expect.fail() });
    killer.strike('product');
    killer.takeAny();
    killer.disarm();
    for (let call = 0; call < 10; call += 1) expect(killer.strike('product')).toBeUndefined();
  });
});
