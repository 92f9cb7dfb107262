import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/infra/config/secret.ts';

describe('Secret', () => {
  const secret = new Secret('shibboleth');

  it('reveals its value when asked', () => {
    expect(secret.reveal()).toBe('shibboleth');
  });

  it.each([
    ['a template', `the ${String(secret)}`],
    ['concatenation', ['', secret].join('')],
    ['JSON', JSON.stringify({ secret })],
    ['inspection', inspect({ secret }, { showHidden: true, depth: null, getters: true })],
    ['the console', format('%s %o %j', secret, secret, secret)],
    ['its keys', JSON.stringify(Object.entries(secret))],
  ])('does not show in %s', (_, text) => {
    expect(text).not.toContain('shibboleth');
  });
});
