import { parameters } from '../../../functions/src/infra/config/parameters.ts';
import type { Settings } from '../../admin/settings.ts';
import type { Check } from '../check.ts';
import { expectedFunctions, ownFunctions } from '../expected-functions.ts';
import { wrong, type Finding } from '../finding.ts';
import { deploy, showLog } from '../fixes.ts';
import type { DeployedFunction } from '../google/project-administration.ts';

/** Whether every function runs, where it should, with the parameters that are set. */
export const functionsCheck: Check = {
  name: 'functions',
  title: 'Functions',
  async examine({ settings, administration }) {
    const { FUNCTION_DEFAULT_REGION: region } = settings.read('FUNCTION_DEFAULT_REGION');
    const deployed = await administration.functions();
    const expected = expectedFunctions(settings).map(({ name }) => name);
    const ours = ownFunctions(deployed, settings);
    return [
      ...missing(expected, deployed, region).map((problem) => wrong(problem, deploy(settings))),
      ...ours
        .filter(({ state }) => state !== 'ACTIVE')
        .map(({ name, state }) => wrong(`${name} is ${state}.`, showLog(settings, name))),
      ...differences(ours, settings),
    ];
  },
};

function missing(
  expected: readonly string[],
  deployed: readonly DeployedFunction[],
  region: string,
): readonly string[] {
  return expected.flatMap((name) => {
    const places = deployed.filter((one) => one.name === name).map((one) => one.region);
    if (places.includes(region)) return [];
    if (places.length === 0) return [`${name} is not deployed.`];
    return [`${name} is in ${places.join(' and ')}, not in ${region}.`];
  });
}

/** Names only: a value may be a number. */
function differences(deployed: readonly DeployedFunction[], settings: Settings): readonly Finding[] {
  const names = Object.values(parameters)
    .map((parameter) => ({ name: parameter.name, byDefault: textOf(parameter.options.default) }))
    .filter(({ name, byDefault }) => {
      const wanted = settings.texts[name]?.trim() || byDefault;
      return deployed.some((one) => (one.parameters[name]?.trim() || byDefault) !== wanted);
    })
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const verb = names.length === 1 ? 'was' : 'were';
  return [wrong(`${names.join(', ')} ${verb} changed since the functions were deployed.`, deploy(settings))];
}

/** A default that is computed when it is deployed says nothing here. */
function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
