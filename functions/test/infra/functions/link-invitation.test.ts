import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { InvalidWhatsAppNumberError } from '../../../src/domain/linking/linking-errors.ts';
import { parseLinkMessage } from '../../../src/domain/linking/link-code.ts';
import { linkInvitation } from '../../../src/infra/functions/link-invitation.ts';

const sender = { kind: 'phone', value: 'whatsapp:+14155238886' } as const;
const code = { characters: '7K2M9XQA' };

describe('linkInvitation', () => {
  it('shows the message, and opens WhatsApp with it', () => {
    const invitation = linkInvitation({ sender, code });
    expect(invitation.code).toBe('LINK 7K2M-9XQA');
    expect(invitation.deepLink).toBe('https://wa.me/14155238886?text=LINK%207K2M-9XQA');
    expect(parseLinkMessage(new URL(invitation.deepLink).searchParams.get('text') ?? '')).toEqual(code);
  });

  it('draws the deep link, module for module, with room around it', () => {
    const { qrCode, deepLink } = linkInvitation({ sender, code });
    const { data, size } = encode(deepLink, { ecc: 'M', border: 4 });
    expect(qrCode).toContain(`viewBox="0 0 ${size} ${size}"`);
    expect(drawnModules(qrCode, size)).toEqual(data);
    expect(data.slice(0, 4).flat()).not.toContain(true);
  });

  it('is an image that can be embedded: a size, a title, and nothing that runs or loads', () => {
    const { qrCode } = linkInvitation({ sender, code });
    expect(qrCode).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="[\d ]+" /,
    );
    expect(qrCode).toContain('<title>QR code that opens WhatsApp</title>');
    const elements = [...qrCode.matchAll(/<(\w+)/g)].map(([, name]) => name);
    expect(elements).toEqual(['svg', 'title', 'path', 'path']);
    expect(qrCode).not.toMatch(/\son\w+=|href|style|url\(/);
  });

  it('needs a phone to write to', () => {
    const hidden = { kind: 'business-scoped-id', value: 'whatsapp:US.123' } as const;
    expect(() => linkInvitation({ sender: hidden, code })).toThrow(InvalidWhatsAppNumberError);
  });
});

/** Paints the dark path of the SVG onto a grid. */
function drawnModules(qrCode: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const dark = qrCode.split('<path').at(-1) ?? '';
  for (const [, x, y, width] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return modules;
}
