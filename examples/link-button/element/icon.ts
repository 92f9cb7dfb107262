const PATHS = {
  chat: 'M12 3.500a8.500 8.500 0 0 1 0 17 8.400 8.400 0 0 1-4-1l-4.500 1 1.100-4.300A8.500 8.500 0 0 1 12 3.500ZM8.500 12h.01M12 12h.01M15.500 12h.01',
  link: 'M10 14a4.500 4.500 0 0 0 6.400 0l3-3A4.500 4.500 0 0 0 13 4.600l-1.200 1.200M14 10a4.500 4.500 0 0 0-6.400 0l-3 3A4.500 4.500 0 0 0 11 19.400l1.200-1.200',
  phone: 'M8 3h8a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm3 15h2',
  shield:
    'M12 3.500 19 6v5.500c0 4.300-2.900 7.500-7 9-4.100-1.500-7-4.700-7-9V6l7-2.500Zm-3 8.300 2.200 2.200 3.900-4',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  alert: 'M12 8v5m0 3.200v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z',
  information: 'M12 11v5m0-8.200v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z',
} as const;

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
