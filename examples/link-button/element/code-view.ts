import type { StartedLink } from '../linking/link-callables.ts';
import { actionButton } from './controls.ts';
import { elementOf } from './element-of.ts';
import { icon } from './icon.ts';
import type { LinkView } from './link-view.ts';

/** The code, as a picture for another phone, as text, and as a link that opens WhatsApp with it. */
export function codeView(view: LinkView, started: StartedLink): Node[] {
  const { texts } = view.language;
  const isOnPhone = matchMedia('(pointer: coarse)').matches;
  const text = elementOf(
    'div',
    { class: 'message' },
    elementOf('p', {}, isOnPhone ? texts.sendThis : texts.scanOrSend),
    copyableCode(view, started.code),
  );
  if (!isOnPhone) {
    return [elementOf('div', { class: 'code' }, qrCode(view, started), text), openLink(view, started)];
  }
  const other = elementOf('details', {}, elementOf('summary', {}, texts.otherPhone), qrCode(view, started));
  return [text, openLink(view, started), other];
}

function qrCode({ language: { texts } }: LinkView, { qrCode: svg, code }: StartedLink): Node {
  return elementOf('img', {
    src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    alt: texts.qrCode.replace('{code}', code),
    width: '148',
    height: '148',
  });
}

function copyableCode({ language: { texts } }: LinkView, code: string): Node {
  const output = elementOf('output', { 'aria-label': texts.codeLabel, dir: 'ltr', part: 'code' }, code);
  const said = elementOf('span', { class: 'hidden-text', role: 'status' });
  const copy = actionButton('quiet', [texts.copy], async (button) => {
    try {
      await navigator.clipboard.writeText(code);
      button.textContent = texts.copied;
      said.textContent = texts.copied;
    } catch {
      // the person has not allowed it, but can copy what is selected
      getSelection()?.selectAllChildren(output);
    }
  });
  // only a page that came over HTTPS, or from this machine, has a clipboard
  return elementOf('div', { class: 'copyable' }, output, ...(isSecureContext ? [copy, said] : []));
}

function openLink({ language: { texts }, isOpenedByPage }: LinkView, started: StartedLink): Node {
  const link = elementOf(
    'a',
    {
      class: 'primary',
      part: 'button primary',
      href: started.deepLink,
      target: '_blank',
      rel: 'noopener noreferrer',
    },
    icon('chat'),
    texts.openWhatsApp,
  );
  link.addEventListener('click', (event) => {
    if (isOpenedByPage(started)) event.preventDefault();
  });
  return link;
}
