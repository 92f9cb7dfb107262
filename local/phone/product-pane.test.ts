import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { UserMappingState } from '../../functions/src/domain/linking/user-mapping.ts';
import { describeInChromium } from './testing/chromium.ts';
import { CODE, DIGITS, scriptLinking } from './testing/linking-script.ts';
import { Refusal } from './testing/test-callables.ts';
import { openSetting, PageVisit, patiently, type PageSetting } from './testing/page-visit.ts';

describeInChromium('your app in the page', () => {
  let setting: PageSetting;
  let visit: PageVisit;

  beforeAll(async () => {
    setting = await openSetting();
  });
  afterAll(() => setting.browser.close());
  beforeEach(async () => {
    visit = await PageVisit.start(setting);
    scriptLinking(visit.world, visit.callables);
    await visit.open('/link');
  });
  afterEach(() => visit.end());

  const alert = () => visit.page.getByRole('alert');
  const alertText = () => alert().innerText();
  const outcome = () => visit.page.getByRole('status', { name: 'Outcome' }).innerText();
  const linkState = () => visit.linkState.innerText();
  /** The id of what has the focus, or the name of the element that it is in. */
  const focused = () =>
    visit.page.evaluate<string>('document.activeElement.id || document.activeElement.localName');

  async function startLink(): Promise<void> {
    await visit.button('Sign in as Ada').click();
    await visit.button('Link WhatsApp').click();
    await visit.page.getByLabel('Link code').getByText(CODE).waitFor();
  }

  async function claimLink(): Promise<void> {
    await startLink();
    await visit.openWhatsApp.click();
    await visit.messageField.press('Enter');
    await visit.digitsField.waitFor();
  }

  it('links a number: code, message, digits', async () => {
    await expect.poll(focused, patiently).toBe('app');
    await startLink();
    await expect.poll(linkState, patiently).toBe('Waiting for your message');
    const qrCode = visit.page.getByRole('img', { name: CODE });
    const width = () => qrCode.evaluate((image: { naturalWidth?: number }) => image.naturalWidth);
    await expect.poll(width, patiently).toBeGreaterThan(0);
    expect(await visit.page.getByRole('timer').innerText()).toMatch(/^Expires in (10:00|9:5\d)$/);
    await visit.page.getByText('What the app reads').click();
    const view = visit.page.getByRole('region', { name: 'What the app reads' });
    await expect.poll(() => view.innerText(), patiently).toContain('"request_id": "request-1"');

    await visit.openWhatsApp.click();
    await expect.poll(focused, patiently).toBe('message');
    expect(await visit.messageField.inputValue()).toBe(CODE);
    expect(visit.world.simulator.messages()).toEqual([]);
    await visit.messageField.press('Enter');

    await visit.page.getByText('+15 ••• 01', { exact: true }).waitFor();
    await expect.poll(linkState, patiently).toBe('Confirm');
    expect(await visit.button('Confirm').isDisabled()).toBe(true);
    await visit.digitsField.pressSequentially(DIGITS);
    expect(await visit.digitsField.inputValue()).toBe('481 516');
    await visit.digitsField.press('Enter');

    await expect.poll(linkState, patiently).toBe('Linked');
    await visit.page.getByLabel('Linked number').getByText('+15 ••• 01').waitFor();
    await visit.chat.getByText('Account linked!').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('says what is wrong with the digits, takes the next ones as they are pasted, and unlinks', async () => {
    await claimLink();
    await visit.digitsField.fill('000000');
    await visit.button('Confirm').click();
    await expect.poll(alertText, patiently).toMatch(/not the six digits .* 4 tries are left\./);
    await visit.digitsField.fill(` code: ${DIGITS.slice(0, 3)}-${DIGITS.slice(3)}9 `);
    expect(await visit.digitsField.inputValue()).toBe('481 516');
    await visit.button('Confirm').click();
    await expect.poll(linkState, patiently).toBe('Linked');
    expect(await alert().count()).toBe(0);
    await visit.button('Unlink').click();
    await visit.button('Keep it').click();
    expect(await linkState()).toBe('Linked');
    await visit.button('Unlink').click();
    await visit.button('Yes, unlink').click();
    await expect.poll(linkState, patiently).toBe('Not linked');
    await visit.page.getByText('The number is no longer linked.').waitFor();
  });

  it('offers a new code where the code itself is known elsewhere only, and cancels', async () => {
    await startLink();
    await visit.page.reload();
    await visit.page.getByText('A code was shown where this link was started').waitFor();
    await visit.button('Get a new code').click();
    await expect.poll(() => visit.page.getByLabel('Link code').innerText(), patiently).toBe(CODE);
    await visit.button('Cancel').click();
    await visit.page.getByText('The link request is canceled.').waitFor();
    await visit.button('Link WhatsApp').waitFor();
  });

  it('tells when the request ends on the phone', async () => {
    await claimLink();
    visit.world.store('whatsapp_links/ada', { linked: null, request: null });
    await visit.page.getByText('The link request has ended').waitFor();
    await expect.poll(linkState, patiently).toBe('Not linked');
  });

  it('lets a request that has expired count as none', async () => {
    visit.world.store('whatsapp_links/ada', {
      linked: null,
      request: {
        request_id: 'old',
        state: 'open',
        masked_number: null,
        expires_at: visit.world.inMinutes(-1),
      },
    });
    await visit.button('Sign in as Ada').click();
    await visit.page.getByText('The code has expired').waitFor();
    await expect.poll(linkState, patiently).toBe('Not linked');
  });

  it('shows why a user may not link, and what to do', async () => {
    const { functions } = visit.callables;
    let signIns = 0;
    const signIn = visit.world.signIn.bind(visit.world);
    visit.world.signIn = (user) => {
      signIns += 1;
      return signIn(user);
    };
    await visit.button('Sign in as Anonymous').click();
    await visit.button('Link WhatsApp').click();
    await expect.poll(alertText, patiently).toContain('Guests cannot link a number.');

    functions['startLink'] = () => {
      throw new Refusal('FAILED_PRECONDITION', 'Sign in again.', { code: 'recent-sign-in-required' });
    };
    await visit.button('Link WhatsApp').click();
    await visit.button('Sign in again').click();
    await expect.poll(() => signIns, patiently).toBe(2);
    await expect.poll(() => alert().count(), patiently).toBe(0);

    const retryAt = new Date(2026, 4, 4, 14, 4, 30).toISOString();
    functions['startLink'] = () => {
      throw new Refusal('RESOURCE_EXHAUSTED', 'Too many link requests. Try again later.', {
        code: 'too-many-link-requests',
        retryAt,
      });
    };
    await visit.button('Link WhatsApp').click();
    await expect
      .poll(alertText, patiently)
      .toContain('You have asked for many codes within an hour. Try again after 14:05.');

    await visit.callables.stop();
    await visit.button('Link WhatsApp').click();
    await expect.poll(alertText, patiently).toContain('Nobody answers.');
  });

  it('says what a link on hold needs, and links it again', async () => {
    const store = (state: UserMappingState) =>
      visit.world.store('whatsapp_links/ada', {
        linked: { masked_number: '+15 ••• 01', linked_at: visit.world.inMinutes(-9), state },
        request: null,
      });
    await visit.button('Sign in as Ada').click();
    store('blocked');
    await visit.page.getByText('Blocked by support').waitFor();
    expect(await visit.button('Link again').count()).toBe(0);
    store('reproof_required');
    await visit.page.getByText('Not used for a long time: link it again to go on.').waitFor();
    await expect.poll(linkState, patiently).toBe('Not in use');
    store('suspended');
    await visit.page.getByText('On hold: this number may have changed hands. Link it again.').waitFor();
    await expect.poll(linkState, patiently).toBe('On hold');
    await visit.button('Link again').click();
    await visit.page.getByLabel('Link code').getByText(CODE).waitFor();
  });

  it('signs out everywhere, which the next confirmation shows, and in again', async () => {
    const { world, callables } = visit;
    const confirmLink = callables.functions['confirmLink'];
    world.onSignOutEverywhere = () => {
      callables.functions['confirmLink'] = () => {
        throw new Refusal('UNAUTHENTICATED', 'This sign-in has ended.', { code: 'token-revoked' });
      };
    };
    await claimLink();
    await visit.page.getByText('Account and data').click();
    await visit.button('Sign out everywhere').click();
    await expect.poll(outcome, patiently).toContain('Signed out everywhere.');
    await visit.digitsField.fill(DIGITS);
    await visit.button('Confirm').click();
    await expect.poll(alertText, patiently).toContain('You have been signed out. Sign in again.');
    if (confirmLink) callables.functions['confirmLink'] = confirmLink;
    await visit.button('Sign in again').click();
    await alert().waitFor({ state: 'detached' });
    await visit.button('Confirm').click();
    await expect.poll(linkState, patiently).toBe('Linked');
  });

  it('shows the user’s data, offers them as a file, and deletes the account once that is meant', async () => {
    const deleted: string[] = [];
    const data = {
      exported_at: visit.world.inMinutes(0),
      user_id: 'ada',
      inbound: [{ body: 'hi & bye #1' }],
    };
    visit.callables.functions['exportMyData'] = () => data;
    visit.world.onDeleteUser = (uid) => void deleted.push(uid);
    await visit.button('Sign in as Ada').click();
    await visit.page.getByText('Account and data').click();
    await visit.button('Download my data').click();
    const view = visit.page.getByRole('region', { name: 'My data' });
    await expect.poll(() => view.innerText(), patiently).toContain('"body": "hi & bye #1"');
    const file = visit.page.waitForEvent('download');
    await view.getByRole('link', { name: 'Save as a file' }).click();
    expect((await file).suggestedFilename()).toBe('linkline-ada.json');
    expect(JSON.parse(await readFile(await (await file).path(), 'utf8'))).toEqual(data);

    await visit.button('Delete account').click();
    await visit.button('Keep it').click();
    expect(await visit.button('Delete for good').count()).toBe(0);
    await visit.button('Delete account').click();
    expect(deleted).toEqual([]);
    await visit.button('Delete for good').click();
    await expect.poll(outcome, patiently).toContain('The account of Ada is deleted.');
    await visit.button('Sign in as Ada').waitFor();
    expect(deleted).toEqual(['ada']);
  });

  it('keeps the focus where the control that had it goes away', async () => {
    const title = () => visit.page.evaluate<string>('document.activeElement.textContent');
    await visit.button('Sign in as Ada').press('Enter');
    await expect.poll(focused, patiently).toBe('linkline-button');
    await visit.button('Link WhatsApp').press('Enter');
    await visit.page.getByLabel('Link code').waitFor();
    await expect.poll(focused, patiently).toBe('linkline-button');
    await visit.openWhatsApp.press('Enter');
    await visit.messageField.press('Enter');
    await visit.digitsField.waitFor();
    expect(await focused()).toBe('message');
    await visit.digitsField.fill(DIGITS);
    await visit.button('Confirm').press('Enter');
    await visit.button('Unlink').waitFor();
    await expect.poll(focused, patiently).toBe('linkline-button');
    await visit.button('Sign out').press('Enter');
    await expect.poll(title, patiently).toBe('Welcome to Demo');
  });

  it('offers the phone of whoever signs in, and else the one chosen', async () => {
    const chosen = () => visit.page.getByRole('group', { name: 'Phones' }).locator('[aria-pressed="true"]');
    await visit.button('Sign in as Grace').click();
    await visit.button('Sign out').click();
    await expect.poll(() => chosen().innerText(), patiently).toContain('Grace');
    await visit.button('Sign in as Anonymous').click();
    await visit.button('Sign out').waitFor();
    expect(await chosen().innerText()).toContain('Grace');
  });

  it('stays signed in over a reload, until signing out', async () => {
    await visit.button('Sign in as Grace').click();
    await visit.button('Sign out').waitFor();
    await visit.page.reload();
    await visit.button('Sign out').click();
    await visit.page.reload();
    await visit.button('Sign in as Grace').waitFor();
    expect(await visit.button('Sign out').count()).toBe(0);
  });
});
