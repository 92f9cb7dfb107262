import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { benchOptions } from '../options.ts';
import { median, slope } from '../statistics.ts';
import { goalsTable } from './goals.ts';
import { markdownTable, terminalTable } from './table.ts';
import { fillTemplate, reportValues } from './write-report.ts';

const nothing = { cold: null, warm: null, memory: null };

describe('the figures', () => {
  it('are medians, and a line through points', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow(/nothing/);
    expect(slope([0, 1, 2].map((x) => ({ x, y: 100 + 3 * x })))).toBeCloseTo(3);
  });

  it('stand in tables for a terminal and for a page', () => {
    const content = { heads: ['started', 'ratio'], rows: [['webhook', 2.5]] };
    expect(markdownTable(content)).toBe('| started | ratio |\n| --- | ---: |\n| webhook | 2.5 |');
    expect(terminalTable(content)).toMatch(/webhook .* 2\.5 /);
  });
});

describe('the page', () => {
  it('has a place for everything that is measured, and nothing else', async () => {
    const template = await readFile(new URL('performance.template.md', import.meta.url), 'utf8');
    const values = reportValues(nothing);
    const page = fillTemplate(template, values);
    expect(page).toContain('not measured');
    expect(page).not.toMatch(/\{\{|undefined|NaN/);
    for (const name of Object.keys(values)) expect(template).toContain(`{{${name}}}`);
    expect(() => fillTemplate('{{unknown}}', values)).toThrow(/unknown/);
  });

  it('counts every core of the machine, although the load keeps to one', async () => {
    const program = `
      const { moveToLoadCore } = await import('./served/pinning.ts');
      const { thisMachine } = await import('./report/machine.ts');
      moveToLoadCore();
      console.log(thisMachine(new Date()).cores);
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { cwd: new URL('..', import.meta.url) },
    );
    expect(stdout.trim()).toBe(String(availableParallelism()));
  });

  it('says whether a goal is met, and by how much it is missed', () => {
    const { rows } = goalsTable({
      ...nothing,
      memory: {
        machine: { date: '', processor: '', cores: 2, system: '', isPinned: true, versions: {} },
        rounds: 1,
        rows: {
          minutes: 10,
          peakMegabytes: 200,
          growth: 1.75,
          samples: [],
          requestsPerSecond: 80,
          processorMicroseconds: 1,
          medianMilliseconds: 1,
          slowMilliseconds: 1,
        },
      },
    });
    expect(rows.at(-1)).toEqual([expect.stringContaining('growth'), 'at most 1', '1.75', 'no, by 0.75']);
  });
});

it.each([
  [['--only', 'everything'], /--only is one of/],
  [['--rounds', 'many'], /--rounds must be a number/],
])('refuses %j', (parameters, message) => {
  expect(() => benchOptions(parameters)).toThrow(message);
});
