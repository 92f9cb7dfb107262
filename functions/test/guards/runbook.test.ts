import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alerts } from '../../../ops/monitoring/alerts.ts';
import { withErrorCodes } from '../../../ops/monitoring/runbook-codes.ts';
import { twilioErrorOutcomes } from '../../src/infra/twilio/twilio-error-outcomes.ts';
import { reasonsInCode } from './reasons-in-code.ts';

const docs = new URL('../../../docs/', import.meta.url);
const commandsFolder = new URL('../../../ops/admin/commands/', import.meta.url);
const runbook = readFileSync(new URL('runbook.md', docs), 'utf8');

const chapters = byHeading(/^## /m);
const sections = byHeading(/^#{2,3} /m);
const tableRows = (chapters.get('error-codes-of-twilio') ?? '').split('\n');

describe('the runbook', () => {
  it('holds the error table as it is: `npm run runbook`', () => {
    expect(withoutPadding(runbook)).toBe(withoutPadding(withErrorCodes(runbook)));
  });

  it.each([...twilioErrorOutcomes])('tells of code %i what it means', (code, { reason, advice }) => {
    const row = tableRows.find((line) => line.includes(`\`${code}\``));
    expect(row).toContain(`\`${reason}\``);
    expect(row).toContain(advice);
  });

  it.each(alerts)('says what to do when $name comes', ({ name }) => {
    const section = sections.get(name);
    for (const part of ['**It means:**', '**Users see:**', '**Do:**', '`']) expect(section).toContain(part);
  });

  it('has no alert that nobody sends', () => {
    const headings = [...(chapters.get('alerts') ?? '').matchAll(/^### (.+)$/gm)];
    const told = headings.map(([, title = '']) => anchorOf(title));
    expect(told.toSorted()).toEqual(alerts.map(({ name }) => name).toSorted());
  });

  it.each([...reasonsInCode()])('explains the reason %s', (reason) => {
    expect(chapters.get('reasons')).toContain(`| \`${reason}\``);
  });

  it('names commands that exist', () => {
    const named = [...runbook.matchAll(/`admin ([a-z]+)(?: ([a-z]+))?/g)];
    expect(named.length).toBeGreaterThan(10);
    const known = adminCommands();
    expect(named.map(([, group, name]) => name ?? group).filter((name) => !known.has(name ?? ''))).toEqual(
      [],
    );
  });

  it('leads to files and sections that exist', () => {
    const links = [...runbook.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    const lost = links.filter(([, file = '', anchor = '']) =>
      file === '' ? !sections.has(anchor) : !existsSync(new URL(file, docs)),
    );
    expect(lost.map(([link]) => link)).toEqual([]);
  });
});

/** The texts under the headings of some levels, by their anchors. */
function byHeading(heading: RegExp): ReadonlyMap<string, string> {
  const texts = runbook.split(heading);
  return new Map(texts.map((text) => [anchorOf(text.slice(0, text.indexOf('\n'))), text]));
}

/** As GitHub makes it of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

function adminCommands(): ReadonlySet<string> {
  const files = readdirSync(commandsFolder).filter((file) => !file.endsWith('.test.ts'));
  const texts = files.map((file) => readFileSync(new URL(file, commandsFolder), 'utf8'));
  const names = texts.flatMap((text) => text.match(/(?<=\.command\(')[a-z]+|(?<=')(?:un)?block(?=')/g) ?? []);
  return new Set(names);
}

/** The formatter pads the cells of tables. */
function withoutPadding(text: string): string {
  return text.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');
}
