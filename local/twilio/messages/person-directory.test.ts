import { expect, it } from 'vitest';

import { PersonDirectory } from './person-directory.ts';

it('joins the addresses seen together, whichever was known first', () => {
  const people = new PersonDirectory();
  people.heardFrom(['US.1'], 0);
  people.heardFrom(['+1'], 1000);
  people.setOptedOut('US.1', true);
  expect(people.isOptedOut('+1')).toBe(false);
  people.heardFrom(['+1', 'US.1'], 2000);
  expect([...people.addressesOf('US.1')].toSorted()).toEqual(['+1', 'US.1']);
  expect(people.addressesOf('+1')).toEqual(people.addressesOf('US.1'));
  expect(people.isOptedOut('+1')).toBe(true);
});

it('knows a person by every address of the past', () => {
  const people = new PersonDirectory();
  people.heardFrom(['+1', 'US.1'], 0);
  people.heardFrom(['+1', 'US.2'], 0);
  expect([...people.addressesOf('US.1')].toSorted()).toEqual(['+1', 'US.1', 'US.2']);
});

it('keeps an address that it never heard from on its own', () => {
  const people = new PersonDirectory();
  expect([...people.addressesOf('+9')]).toEqual(['+9']);
  people.setOptedOut('+9', true);
  expect(people.isOptedOut('+9')).toBe(false);
  expect(people.isWindowOpen('+9', 0)).toBe(false);
});
