import type { Activity } from './activity.ts';

const worthShowing = new Set(['WARNING', 'ERROR', 'CRITICAL', 'ALERT', 'EMERGENCY']);

/** One line for the terminal, or undefined for what is shown on the page only. */
export function terminalLine(activity: Activity): string | undefined {
  if (activity.kind !== 'log' || !worthShowing.has(activity.severity)) return undefined;
  const time = new Date(activity.at).toISOString().slice('yyyy-mm-ddT'.length, -'.mmmZ'.length);
  const [event = ''] = activity.event.split('\n', 1);
  return [time, activity.severity.padEnd(7), event, ...shownFields(activity.fields)].join(' ');
}

function shownFields(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const isForMachines = /[./@]|^(timestamp|insertId|stack_trace)$/.test(name);
    return isScalar && !isForMachines ? [`${name}=${value}`] : [];
  });
}
