import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditContrast } from './testing/audit-contrast.ts';
import { describeInChromium } from './testing/chromium.ts';
import { DIGITS, scriptLinking } from './testing/linking-script.ts';
import { openSetting, PageVisit, patiently, type PageSetting } from './testing/page-visit.ts';

const NARROW = { viewport: { width: 390, height: 844 } };
const PANES = ['Phones', 'Your app', 'What happened'] as const;

describeInChromium('the layout of the page', () => {
  let setting: PageSetting;

  beforeAll(async () => {
    setting = await openSetting();
  });
  afterAll(() => setting.browser.close());

  async function visiting(
    options: NonNullable<Parameters<typeof PageVisit.start>[1]>,
    look: (visit: PageVisit) => Promise<void>,
  ): Promise<void> {
    const visit = await PageVisit.start(setting, options);
    try {
      scriptLinking(visit.world, visit.callables);
      await visit.open();
      await look(visit);
    } finally {
      await visit.end();
    }
  }

  const pane = ({ page }: PageVisit, name: string) => page.getByRole('region', { name, exact: true });
  const tab = ({ page }: PageVisit, name: string) =>
    page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name });
  const widthOf = ({ page }: PageVisit) => page.evaluate<number>('document.documentElement.scrollWidth');

  it('has three panes side by side where there is room', async () => {
    await visiting({}, async (visit) => {
      const boxes = await Promise.all(PANES.map((name) => pane(visit, name).boundingBox()));
      expect(boxes.map((box) => box?.y)).toEqual([boxes[0]?.y, boxes[0]?.y, boxes[0]?.y]);
      expect(boxes.every((box) => (box?.width ?? 0) > 350)).toBe(true);
      expect(await widthOf(visit)).toBe(1280);
      expect(await visit.page.getByRole('navigation').count()).toBe(0);
    });
  });

  it('has one pane at a time on a phone, none wider than it', async () => {
    await visiting(NARROW, async (visit) => {
      const long = 'x'.repeat(300);
      visit.world.simulator.deliver('whatsapp:+15551110001', long);
      for (let number = 0; number < 6; number += 1) {
        await visit.world.simulator.receive({ From: `whatsapp:+4915112345${number}`, Body: 'hi' });
      }
      visit.world.store(`things/${long}`, {});
      for (const chosen of PANES) {
        await tab(visit, chosen).click();
        const shown = await Promise.all(PANES.map((name) => pane(visit, name).count()));
        expect(shown).toEqual(PANES.map((name) => (name === chosen ? 1 : 0)));
        expect(await widthOf(visit)).toBe(390);
      }
    });
  });

  it.each([320, 390, 1024])('cuts nothing off at %i pixels', async (width) => {
    await visiting({ viewport: { width, height: 844 } }, async (visit) => {
      const show = async (name: string) => {
        if (width < 1000) await tab(visit, name).click();
      };
      const overflow = (selector: string) =>
        visit.page
          .locator(selector)
          .evaluateAll(
            (elements) => elements.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
          );
      await show('Phones');
      expect(await overflow('.quick-messages')).toBe(0);
      await show('What happened');
      expect(await overflow('.pane-happened .pane-header p')).toBe(0);
      await show('Your app');
      await visit.button('Sign in as Ada').click();
      await visit.button('Link WhatsApp').click();
      const code = visit.page.getByLabel('Link code');
      expect((await code.boundingBox())?.height).toBeLessThan(30);
      expect(await overflow('.product, .code')).toBe(0);
    });
  });

  it('brings the phone to the front for the prefilled message', async () => {
    await visiting(NARROW, async (visit) => {
      await tab(visit, 'Your app').click();
      await visit.button('Sign in as Ada').click();
      await visit.button('Link WhatsApp').click();
      await visit.button("Send from Ada's phone").click();
      await visit.page.locator('#message:focus').waitFor();
      await visit.button('Send').click();
      await expect.poll(() => visit.chat.innerText(), patiently).toContain(DIGITS);
    });
  });

  it('does not frame the focused pane that fills the screen', async () => {
    await visiting(NARROW, async (visit) => {
      await visit.open('/link');
      await visit.page.locator('#app:focus-visible').waitFor();
      expect(await visit.page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('none');
    });
  });

  it('leaves what arrives unread while the phones are behind', async () => {
    await visiting(NARROW, async (visit) => {
      await tab(visit, 'Your app').click();
      visit.world.simulator.deliver('whatsapp:+15551110001', 'Still there?');
      await visit.page.locator('[data-attention="true"]', { hasText: 'Phones' }).waitFor();
      await tab(visit, 'Phones needs attention').waitFor();
      await visit.button('Sign in as Ada').click();
      await visit.button('Link WhatsApp').waitFor();
      expect(visit.world.simulator.messages()).toMatchObject([{ status: 'delivered' }]);
      await tab(visit, 'Phones').click();
      await expect
        .poll(() => visit.world.simulator.messages(), patiently)
        .toMatchObject([{ status: 'read' }]);
    });
  });

  it.each(['light', 'dark'] as const)('keeps every text readable in %s colours', async (colorScheme) => {
    await visiting({ colorScheme, reducedMotion: 'reduce' }, async (visit) => {
      expect(await auditContrast(visit.page)).toEqual([]);
      await visit.button('Sign in as Ada').click();
      await visit.button('hi').click();
      await visit.button('Link WhatsApp').click();
      await visit.button("Send from Ada's phone").click();
      await visit.button('Send').click();
      await visit.digitsField.fill('000000');
      await visit.button('Confirm').click();
      await visit.page.getByRole('alert').waitFor();
      expect(await auditContrast(visit.page)).toEqual([]);
      await visit.digitsField.fill(DIGITS);
      await visit.button('Confirm').click();
      await visit.button('Unlink').waitFor();
      await visit.page.locator('summary').first().click();
      expect(await auditContrast(visit.page)).toEqual([]);
    });
  });

  it('names every control', async () => {
    await visiting({}, async (visit) => {
      const nameless = visit.page.locator(
        'button:not([aria-label]):empty, :is(input, textarea):not([aria-label]):not([id])',
      );
      expect(await nameless.count()).toBe(0);
      expect(await visit.page.getByRole('button', { name: /^$/ }).count()).toBe(0);
    });
  });

  it('says when the world is gone', async () => {
    await visiting({}, async (visit) => {
      await visit.server.stop();
      const connection = visit.page.getByRole('status', { name: 'Connection' });
      await expect.poll(() => connection.innerText(), patiently).toBe('Reconnecting');
    });
  });
});
