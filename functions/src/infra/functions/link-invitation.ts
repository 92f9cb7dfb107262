import { encode } from 'uqr';
import { formatLinkMessage, type LinkCode } from '../../domain/linking/link-code.ts';
import { InvalidWhatsAppNumberError } from '../../domain/linking/linking-errors.ts';
import type { WhatsAppAddress } from '../../domain/linking/whatsapp-address.ts';

export interface LinkInvitation {
  /** The whole message to send: "LINK XXXX-XXXX". */
  readonly code: string;
  /** Opens WhatsApp with the message written, not sent. */
  readonly deepLink: string;
  /** The deep link as an SVG document, safe to embed. */
  readonly qrCode: string;
}

/** Throws `InvalidWhatsAppNumberError` where `sender` is not a phone: WhatsApp opens chats with numbers only. */
export function linkInvitation({
  sender,
  code,
}: {
  sender: WhatsAppAddress;
  code: LinkCode;
}): LinkInvitation {
  if (sender.kind !== 'phone') throw new InvalidWhatsAppNumberError();
  const message = formatLinkMessage(code);
  const digits = sender.value.replace(/\D/g, '');
  const deepLink = `https://wa.me/${digits}?text=${encodeURIComponent(message)}`;
  return { code: message, deepLink, qrCode: qrCodeOf(deepLink) };
}

const PIXELS_A_MODULE = 6;

/** With the four light modules around it that readers expect. */
function qrCodeOf(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) =>
    darkRunsIn(row).map(({ x, width }) => `M${x} ${y}h${width}v1h-${width}z`),
  );
  const pixels = size * PIXELS_A_MODULE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${size} ${size}"`,
    ' role="img" shape-rendering="crispEdges"><title>QR code that opens WhatsApp</title>',
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join('')}"/></svg>`,
  ].join('');
}

function darkRunsIn(row: readonly boolean[]): readonly { x: number; width: number }[] {
  const runs: { x: number; width: number }[] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last.x + last.width === x) last.width += 1;
    else runs.push({ x, width: 1 });
  });
  return runs;
}
