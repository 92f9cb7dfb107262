import firebase from '../../../firebase.json' with { type: 'json' };
import { secretParameters } from '../../../functions/src/infra/config/parameters.ts';
import { configurationProblems, DEFAULT_DATABASE } from '../../../scripts/configuration-problems.ts';
import type { Check, Patient } from '../check.ts';
import { wrong, warning, type Finding } from '../finding.ts';
import { deploy, setParameter } from '../fixes.ts';

const firestore: { readonly rules: string; readonly database?: string } = firebase.firestore;
const secretNames = Object.values(secretParameters).map(({ name }) => name);

/** Whether functions deployed with these parameters would start. */
export const parametersCheck: Check = {
  name: 'parameters',
  title: 'Parameters',
  examine: ({ settings }) => {
    const { project, texts: values } = settings;
    const databases = [firestore.database ?? DEFAULT_DATABASE];
    const problems = configurationProblems({ project, values, databases }).filter(
      (problem) => !secretNames.some((name) => problem.startsWith(`${name} `)),
    );
    return [...problems.map((problem) => wrong(problem, fixOf(problem, settings))), ...risks(settings)];
  },
};

function fixOf(problem: string, settings: Patient['settings']): string {
  const [, name, kind] = /^([A-Z_]+) is (missing|empty)?/.exec(problem) ?? [];
  if (name !== undefined && kind !== undefined) return setParameter(settings, name);
  return `correct functions/.env.${settings.project}, then ${deploy(settings)}`;
}

function risks(settings: Patient['settings']): readonly Finding[] {
  if (settings.texts['LINK_CONFIRMATION']?.trim() !== 'off') return [];
  return [
    warning(
      'LINK_CONFIRMATION is off: whoever gets hold of a code links his own phone to the account.',
      setParameter(settings, 'LINK_CONFIRMATION', 'on'),
    ),
  ];
}
