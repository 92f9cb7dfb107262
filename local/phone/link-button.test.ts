import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInChromium } from './testing/chromium.ts';
import { CODE, scriptLinking } from './testing/linking-script.ts';
import { openSetting, PageVisit, patiently, type PageSetting } from './testing/page-visit.ts';

describeInChromium('the link button in the page', () => {
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

  const linkButton = () => visit.page.locator('linkline-button');
  const alertText = () => visit.page.getByRole('alert').innerText();

  it('speaks another language from right to left, numbers and code from left to right', async () => {
    const { functions } = visit.callables;
    const { startLink } = functions;
    let locale: unknown;
    functions['startLink'] = (data, idToken) => {
      locale = data['locale'];
      return startLink?.(data, idToken);
    };
    await visit.button('Sign in as Ada').click();
    await linkButton().evaluate((button: { lang: string }) => (button.lang = 'ar-EG'));
    const card = visit.page.getByRole('group', { name: 'واتساب' });
    expect(await card.getAttribute('dir')).toBe('rtl');
    await visit.button('ربط واتساب').click();
    await visit.page.getByLabel('رمز الربط').waitFor();
    expect(locale).toBe('ar-EG');
    await visit.button('نسخ').click();
    await visit.button('تم النسخ').waitFor();
    const code = visit.page.getByLabel('رمز الربط');
    expect([await code.innerText(), await code.getAttribute('dir')]).toEqual([CODE, 'ltr']);
    await visit.page.getByRole('link', { name: 'فتح واتساب' }).click();
    await visit.messageField.press('Enter');
    expect(await card.getByText('+15 ••• 01').getAttribute('dir')).toBe('ltr');
    await card.getByLabel('الأرقام الستة من واتساب').fill('٠٠٠٠٠٠');
    await visit.button('تأكيد').click();
    await expect.poll(alertText, patiently).toContain('بقيت ٤ محاولات.');
    await linkButton().evaluate((button: { lang: string }) => (button.lang = 'en'));
    expect(await alertText()).toContain('4 tries are left.');
  });

  it('works on where the page moves the button', async () => {
    await visit.button('Sign in as Ada').click();
    await visit.button('Link WhatsApp').waitFor();
    await linkButton().evaluate((button: { parentElement: { append(child: object): void } }) =>
      button.parentElement.append(button),
    );
    await visit.button('Link WhatsApp').click();
    await expect.poll(() => visit.page.getByLabel('Link code').innerText(), patiently).toBe(CODE);
  });

  it('shows the next user nothing of the one before', async () => {
    visit.world.store('whatsapp_links/ada', {
      linked: { masked_number: '+15 ••• 01', linked_at: visit.world.inMinutes(-9), state: 'active' },
      request: null,
    });
    await visit.button('Sign in as Ada').click();
    await linkButton().getByText('+15 ••• 01').first().waitFor();
    await linkButton().evaluate((button: { connect(connection: object): void }) =>
      button.connect({ callables: {}, state: { subscribe: () => () => {} } }),
    );
    expect(await visit.linkState.innerText()).toBe('Loading…');
    expect(await linkButton().getByText('+15 ••• 01').count()).toBe(0);
  });
});
