import type { FaultRequest } from '../../../twilio/faults/fault-request.ts';
import type { ActiveFaults } from '../../../twilio/faults/simulator-faults.ts';
import type { FaultsState } from '../state/faults-state.ts';

const LATE = 60_000;

interface FaultSwitch {
  readonly label: string;
  readonly isOn: (active: ActiveFaults) => boolean;
  /** What to ask for so that it is on or off and all else stays. */
  readonly request: (active: ActiveFaults, isOn: boolean) => FaultRequest;
}

function callbackSwitch(
  label: string,
  isOn: (callbacks: ActiveFaults['statusCallbacks']) => boolean,
  change: (isOn: boolean) => Partial<ActiveFaults['statusCallbacks']>,
): FaultSwitch {
  return {
    label,
    isOn: ({ statusCallbacks }) => isOn(statusCallbacks),
    request: ({ statusCallbacks }, next) => ({ statusCallbacks: { ...statusCallbacks, ...change(next) } }),
  };
}

const CALLBACK_SWITCHES: readonly FaultSwitch[] = [
  callbackSwitch(
    'Lost',
    ({ loss }) => loss !== 0,
    (isOn) => ({ loss: isOn ? 1 : 0 }),
  ),
  callbackSwitch(
    'Doubled',
    ({ duplicate }) => duplicate > 0,
    (isOn) => ({ duplicate: isOn ? 1 : 0 }),
  ),
  callbackSwitch(
    'Reversed',
    ({ reorder }) => reorder,
    (isOn) => ({ reorder: isOn }),
  ),
  callbackSwitch(
    '1 min late',
    ({ delayMs }) => delayMs > 0,
    (isOn) => ({ delayMs: isOn ? LATE : 0 }),
  ),
  callbackSwitch(
    'Before the answer',
    ({ beforeAnswer }) => beforeAnswer,
    (isOn) => ({ beforeAnswer: isOn }),
  ),
];

const INBOUND_SWITCHES: readonly FaultSwitch[] = [
  {
    label: 'Lost',
    isOn: ({ inbound }) => inbound.loss > 0,
    request: ({ inbound }, isOn) => ({ inbound: { ...inbound, loss: isOn ? 1 : 0 } }),
  },
  {
    label: 'Doubled',
    isOn: ({ inbound }) => inbound.duplicate > 0,
    request: ({ inbound }, isOn) => ({ inbound: { ...inbound, duplicate: isOn ? 1 : 0 } }),
  },
  {
    label: '1 min late',
    isOn: ({ inbound }) => inbound.delayMs > 0,
    request: ({ inbound }, isOn) => ({ inbound: { ...inbound, delayMs: isOn ? LATE : 0 } }),
  },
];

interface DeliveryFaultsProps {
  readonly active: ActiveFaults;
  readonly faults: FaultsState;
}

/** What goes wrong on the way to Linkline, until it is switched off. */
export function DeliveryFaults({ active, faults }: DeliveryFaultsProps) {
  return (
    <>
      <Switches legend="Status callbacks" switches={CALLBACK_SWITCHES} active={active} faults={faults} />
      <Switches legend="Messages from phones" switches={INBOUND_SWITCHES} active={active} faults={faults} />
    </>
  );
}

interface SwitchesProps extends DeliveryFaultsProps {
  readonly legend: string;
  readonly switches: readonly FaultSwitch[];
}

function Switches({ legend, switches, active, faults }: SwitchesProps) {
  return (
    <fieldset class="switches">
      <legend>{legend}</legend>
      {switches.map(({ label, isOn, request }) => (
        <label key={label}>
          <input
            type="checkbox"
            checked={isOn(active)}
            onChange={({ currentTarget }) => void faults.inject(request(active, currentTarget.checked))}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
