import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const rules = readFileSync(`${root}firestore.rules`, 'utf8');
const condition = 'request.auth != null && request.auth.uid == userId';
const eslint = new ESLint({ cwd: root });

async function complaints(text: string): Promise<readonly string[]> {
  const results = await eslint.lintText(text, { filePath: `${root}planted/firestore.rules` });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe('the linter of security rules', () => {
  it('has nothing to say of ours', async () => {
    expect(await complaints(rules)).toEqual([]);
  });

  it.each([
    ['a syntax error', condition, `${condition} &&`],
    ['writes that are open', `allow get: if ${condition}`, 'allow write: if true'],
    ['reads that are open', `allow get: if ${condition}`, 'allow read: if true'],
  ])('refuses %s', async (_, replace, by) => {
    const planted = rules.replace(replace, by);
    expect(planted).not.toBe(rules);
    expect(await complaints(planted)).not.toEqual([]);
  });

  it('looks at nothing else', async () => {
    expect(await eslint.isPathIgnored(`${root}eslint.config.js`)).toBe(true);
    expect(await eslint.isPathIgnored(`${root}functions/src/index.ts`)).toBe(true);
    expect(await eslint.isPathIgnored(`${root}firestore.rules`)).toBe(false);
  });
});
