import { useSignal } from '@preact/signals';
import type { FaultsState } from '../state/faults-state.ts';
import type { FaultChoice } from './fault-choices.ts';

interface AddFaultProps {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly FaultChoice[];
  readonly faults: FaultsState;
}

/** Puts one fault behind those that are still to come. */
export function AddFault({ id, label, choices, faults }: AddFaultProps) {
  const index = useSignal(0);
  const add = (event: Event) => {
    event.preventDefault();
    const choice = choices[index.value];
    if (choice) void faults.inject(choice.request);
  };
  return (
    <form class="field" onSubmit={add}>
      <label for={id}>{label}</label>
      <div class="add-fault">
        <select
          id={id}
          value={String(index.value)}
          onChange={({ currentTarget }) => (index.value = Number(currentTarget.value))}
        >
          {choices.map((choice, position) => (
            <option key={choice.label} value={String(position)}>
              {choice.label}
            </option>
          ))}
        </select>
        <button type="submit" class="secondary" aria-label={`Add to ${label}`}>
          Add
        </button>
      </div>
    </form>
  );
}
