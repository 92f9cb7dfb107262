import { describe, expect, it } from 'vitest';
import { LockTable } from './lock-table.ts';

const ABORTED = { status: 'ABORTED' };

describe('the lock table', () => {
  it('grants a lock in the order of asking, and at once to who has it', async () => {
    const locks = new LockTable(1000);
    const [first, second, third] = [{}, {}, {}];
    const granted: string[] = [];
    await locks.acquire(first, 'a');
    await locks.acquire(first, 'a');
    const waiting = [
      locks.acquire(second, 'a').then(() => granted.push('second')),
      locks.acquire(third, 'a').then(() => granted.push('third')),
    ];
    locks.releaseAll(first);
    await waiting[0];
    expect(granted).toStrictEqual(['second']);
    locks.releaseAll(second);
    await waiting[1];
    expect(granted).toStrictEqual(['second', 'third']);
  });

  it('keeps documents apart', async () => {
    const locks = new LockTable(1000);
    await locks.acquire({}, 'a');
    await expect(locks.acquire({}, 'b')).resolves.toBeUndefined();
  });

  it('sees a deadlock through the queue ahead, not only through owners', async () => {
    const locks = new LockTable(1000);
    const [owner, ahead, behind] = [{}, {}, {}];
    await locks.acquire(owner, 'a');
    await locks.acquire(behind, 'b');
    const aheadHasA = locks.acquire(ahead, 'a');
    const behindHasA = locks.acquire(behind, 'a');
    // ahead would wait for behind, which stands behind it in the queue for a
    await expect(locks.acquire(ahead, 'b')).rejects.toMatchObject(ABORTED);
    locks.releaseAll(owner);
    await aheadHasA;
    locks.releaseAll(ahead);
    await expect(behindHasA).resolves.toBeUndefined();
  });

  it('aborts what an owner still waits for when it gives up', async () => {
    const locks = new LockTable(1000);
    const [owner, waiter, next] = [{}, {}, {}];
    await locks.acquire(owner, 'a');
    const waiting = locks.acquire(waiter, 'a');
    const following = locks.acquire(next, 'a');
    locks.releaseAll(waiter);
    await expect(waiting).rejects.toMatchObject(ABORTED);
    locks.releaseAll(owner);
    await expect(following).resolves.toBeUndefined();
  });

  it('aborts everyone who waits when it is cleared', async () => {
    const locks = new LockTable(1000);
    await locks.acquire({}, 'a');
    const waiting = [locks.acquire({}, 'a'), locks.acquire({}, 'a')];
    locks.clear();
    for (const one of waiting) await expect(one).rejects.toMatchObject(ABORTED);
    await expect(locks.acquire({}, 'a')).resolves.toBeUndefined();
  });
});
