import type { RandomSource } from '../../functions/src/domain/shared/random-source.ts';

/**
 * What may go wrong with one delivery: `lose` = it never reaches the function, `lose-answer` = the function runs but its
 * answer is lost, `duplicate` = the function runs twice, one run after the other.
 */
export type TaskFault = 'lose' | 'lose-answer' | 'duplicate';

/** What may go wrong with creating a task: it is refused for now, or is created while the answer is lost. */
export type TaskCreationFault = 'refuse' | 'lose-answer';

/** Chosen as each task is created or delivered. */
export interface TaskFaultChoices {
  readonly creation: (queue: string) => TaskCreationFault | undefined;
  readonly delivery: () => TaskFault | undefined;
}

/** Which tasks the queue accepts and then forgets: the next so many, and each one with a probability. */
export interface TaskLoss {
  readonly next?: number;
  readonly probability?: number;
}

/** Faults of the next deliveries, first in first out, each used once; and tasks that are lost for good. */
export class TaskFaults {
  readonly #random: RandomSource;
  #planned: TaskFault[] = [];
  #nextLost = 0;
  #lossProbability = 0;
  #choices: TaskFaultChoices | undefined;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  inject(fault: TaskFault, times = 1): void {
    for (let i = 0; i < times; i += 1) this.#planned.push(fault);
  }

  /** Holds until it is replaced or cleared. */
  loseTasks({ next = 0, probability = 0 }: TaskLoss): void {
    this.#nextLost = next;
    this.#lossProbability = probability;
  }

  /** Asked where nothing is planned. */
  chooseBy(choices: TaskFaultChoices): void {
    this.#choices = choices;
  }

  clear(): void {
    this.#planned = [];
    this.#choices = undefined;
    this.loseTasks({});
  }

  take(): TaskFault | undefined {
    return this.#planned.shift() ?? this.#choices?.delivery();
  }

  takeCreation(queue: string): TaskCreationFault | undefined {
    return this.#choices?.creation(queue);
  }

  /** Decides for one task that is just created. */
  takeLoss(): boolean {
    if (this.#nextLost > 0) {
      this.#nextLost -= 1;
      return true;
    }
    return this.#lossProbability > 0 && this.#random.unit() < this.#lossProbability;
  }
}
