import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditContrast } from './testing/audit-contrast.ts';
import { describeInChromium } from './testing/chromium.ts';
import { DIGITS, scriptLinking } from './testing/linking-script.ts';
import { storeSampleMessages } from './testing/sample-messages.ts';
import { openSetting, PageVisit, patiently, WIDE, type PageSetting } from './testing/page-visit.ts';

const NARROW = { width: 390, height: 844 };
const PANES = ['Phones', 'Your app', 'What happened'] as const;

describeInChromium('the layout of the page', () => {
  let setting: PageSetting;

  beforeAll(async () => {
    setting = await openSetting();
  });
  afterAll(() => setting.browser.close());

  async function visiting(
    size: { readonly width: number; readonly height: number },
    look: (visit: PageVisit) => Promise<void>,
  ): Promise<void> {
    const visit = await PageVisit.start(setting);
    try {
      await visit.page.setViewportSize(size);
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

  /** Counts the controls that a screen reader could not name. */
  async function nameless({ page }: PageVisit): Promise<number> {
    const buttons = await page.getByRole('button', { name: /^$/ }).count();
    const fields = await page
      .locator('input, textarea, select')
      .evaluateAll((found: readonly { ariaLabel: string | null; labels: { length: number } }[]) =>
        found.filter(({ ariaLabel, labels }) => !ariaLabel && labels.length === 0),
      );
    return buttons + fields.length;
  }

  it('has three panes side by side where there is room', async () => {
    await visiting(WIDE, async (visit) => {
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

  it('cuts nothing off, however narrow it is', async () => {
    await visiting(NARROW, async (visit) => {
      const overflow = (selector: string) =>
        visit.page
          .locator(selector)
          .evaluateAll((elements) =>
            elements
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map(({ className }) => className),
          );
      storeSampleMessages(visit.world);
      await tab(visit, 'What happened').click();
      await visit.button('Faults').click();
      await tab(visit, 'Your app').click();
      await visit.button('Sign in as Ada').click();
      await visit.button('Link WhatsApp').click();
      await visit.page.getByText('2 attempts').click();
      for (const width of [320, 360, 390, 1024]) {
        await visit.page.setViewportSize({ width, height: 844 });
        for (const chosen of PANES) {
          if (width < 1000) await tab(visit, chosen).click();
          expect(
            await overflow(
              '.bar, .quick-messages, .pane-header p, .product, linkline-button .card, .copyable, .faults',
            ),
            `${chosen} at ${width} pixels`,
          ).toEqual([]);
        }
        if (width < 1000) await tab(visit, 'Your app').click();
        // one line
        expect((await visit.page.getByLabel('Link code').boundingBox())?.height).toBeLessThan(30);
      }
    });
  });

  it('brings the phone to the front for the prefilled message, and your app at its link', async () => {
    await visiting(NARROW, async (visit) => {
      await tab(visit, 'Your app').click();
      await visit.button('Sign in as Ada').click();
      await visit.button('Link WhatsApp').click();
      await visit.openWhatsApp.click();
      await visit.page.locator('#message:focus').waitFor();
      await visit.button('Send').click();
      await expect.poll(() => visit.chat.innerText(), patiently).toContain(DIGITS);
      await visit.open('/link');
      await visit.page.locator('#app:focus-visible').waitFor();
      // it fills the screen: a frame would tell it from nothing
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

  it('keeps every text readable, in light and in dark colours, and every control named', async () => {
    await visiting(WIDE, async (visit) => {
      expect(await auditContrast(visit.page)).toEqual([]);
      await visit.button('Sign in as Ada').click();
      await visit.button('hi').click();
      await visit.button('Link WhatsApp').click();
      await visit.openWhatsApp.click();
      await visit.button('Send').click();
      await visit.digitsField.fill('000000');
      await visit.button('Confirm').click();
      await visit.page.getByRole('alert').waitFor();
      expect(await auditContrast(visit.page)).toEqual([]);
      await visit.digitsField.fill(DIGITS);
      await visit.button('Confirm').click();
      await visit.button('Unlink').waitFor();
      await visit.page.getByText('What the app reads').click();
      await visit.page.getByText('Account and data').click();
      await visit.button('Delete account').click();
      await visit.button('Download my data').click();
      await visit.page.getByRole('region', { name: 'My data' }).waitFor();
      await visit.page.getByLabel("Identity of Ada's phone").click();
      storeSampleMessages(visit.world);
      await visit.page.getByText('2 attempts').click();
      await visit.button('Faults').click();
      await visit.page.getByLabel('Lost').first().check();
      await visit.page.getByText('Status callbacks are lost').waitFor();
      expect(await auditContrast(visit.page)).toEqual([]);
      for (const [state, words] of [
        ['suspended', 'may have changed hands'],
        ['reproof_required', 'Not used for a long time'],
      ] as const) {
        const linked = { masked_number: '+15 ••• 01', linked_at: visit.world.inMinutes(0), state };
        visit.world.store('whatsapp_links/ada', { linked, request: null });
        await visit.page.getByText(words).waitFor();
        expect(await auditContrast(visit.page)).toEqual([]);
      }
      expect(await nameless(visit)).toBe(0);
    });
  });

  it('says when the world is gone', async () => {
    await visiting(WIDE, async (visit) => {
      await visit.server.stop();
      const connection = visit.page.getByRole('status', { name: 'Connection' });
      await expect.poll(() => connection.innerText(), patiently).toBe('Reconnecting');
    });
  });
});
