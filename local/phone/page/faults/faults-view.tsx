import { Notice } from '../shared/notice.tsx';
import type { FaultsState } from '../state/faults-state.ts';
import { AddFault } from './add-fault.tsx';
import { DeliveryFaults } from './delivery-faults.tsx';
import { answerFaults, lateFaults } from './fault-choices.ts';

/** Makes the Twilio simulator misbehave. */
export function FaultsView({ faults }: { readonly faults: FaultsState }) {
  const descriptions = faults.descriptions.value;
  const { value: active } = faults.active;
  const { value: problem } = faults.problem;
  const areNone = descriptions.length === 0;
  return (
    <div class="faults">
      <AddFault
        id="answer-fault"
        label="Twilio’s answer to the next send"
        choices={answerFaults}
        faults={faults}
      />
      <AddFault
        id="late-fault"
        label="After the next message is accepted"
        choices={lateFaults}
        faults={faults}
      />
      {active && <DeliveryFaults active={active} faults={faults} />}
      {problem && <Notice tone="problem" message={problem.message} />}
      <section class="active-faults" aria-labelledby="active-faults-title">
        <header>
          <h3 id="active-faults-title">Active faults</h3>
          <button type="button" class="quiet" disabled={areNone} onClick={() => void faults.clear()}>
            Clear faults
          </button>
        </header>
        <ol aria-labelledby="active-faults-title">
          {descriptions.map((words, index) => (
            <li key={index}>{words}</li>
          ))}
        </ol>
        {areNone && <p>None: Twilio behaves.</p>}
      </section>
    </div>
  );
}
