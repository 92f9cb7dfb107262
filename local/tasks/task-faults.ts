/**
 * What may go wrong with one delivery: `lose` = it never reaches the function, `lose-answer` = the function runs but its
 * answer is lost, `duplicate` = the function runs twice, one run after the other.
 */
export type TaskFault = 'lose' | 'lose-answer' | 'duplicate';

/** Faults for the next deliveries, first in first out, each used once. */
export class TaskFaults {
  #planned: TaskFault[] = [];

  inject(fault: TaskFault, times = 1): void {
    for (let i = 0; i < times; i += 1) this.#planned.push(fault);
  }

  clear(): void {
    this.#planned = [];
  }

  take(): TaskFault | undefined {
    return this.#planned.shift();
  }
}
