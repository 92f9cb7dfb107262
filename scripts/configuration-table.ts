import { parameters, secretParameters } from '../functions/src/infra/config/parameters.ts';
import { optionValue } from '../local/functions-host/option-value.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');

/** All parameters and secrets as a table of Markdown. */
export function configurationTable(): string {
  const rows = Object.values(parameters).map(({ name, options }) => {
    const value = optionValue(options.default);
    const shown = value === undefined || value === '' ? '' : `\`${String(value)}\``;
    return `| \`${name}\` | ${value === undefined ? 'yes' : ''} | ${shown} | | ${cell(options.description ?? '')} |`;
  });
  const secretRows = Object.values(secretParameters).map(
    ({ name, options }) => `| \`${name}\` | yes | | yes | ${cell(options?.description ?? '')} |`,
  );
  return [
    '| name | required | default | secret | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...[...secretRows, ...rows].toSorted(),
  ].join('\n');
}
