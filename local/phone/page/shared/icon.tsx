const PATHS = {
  phone: 'M8 3h8a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm3 15h2',
  app: 'M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM3 9.500h18M6.300 7.300h.01M9 7.300h.01',
  activity: 'M3 12h4l3 8 4-16 3 8h4',
  link: 'M10 14a4.500 4.500 0 0 0 6.400 0l3-3A4.500 4.500 0 0 0 13 4.600l-1.200 1.200M14 10a4.500 4.500 0 0 0-6.400 0l-3 3A4.500 4.500 0 0 0 11 19.400l1.200-1.200',
  send: 'M5 12 3.500 4.500 21 12 3.500 19.500 5 12Zm0 0h8',
  alert: 'M12 8v5m0 3.200v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z',
  information: 'M12 11v5m0-8.200v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z',
  chevron: 'm9 6 6 6-6 6',
  more: 'M5.500 12h.01M12 12h.01M18.500 12h.01',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.500v13l11-6.500-11-6.500Z',
  clear: 'M5 7h14M10 7V5h4v2m-7 0 .800 12h8.400L17 7',
  document: 'M7 3h7l4 4v14H7V3Zm7 0v4h4M10 12h5m-5 4h5',
  twilio: 'M7 8h13m-4-4 4 4-4 4M17 16H4m4-4-4 4 4 4',
  log: 'M4 6h16M4 12h16M4 18h9',
  metric: 'M5 19V11m7 8V5m7 14v-6',
  task: 'M12 7.500V12l3 2M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17Z',
  picture:
    'M5 5h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Zm0 12 5-5 4 4 2-2 3 3M15.500 9.200h.01',
  location:
    'M12 21c4-4.500 6-7.800 6-10.700a6 6 0 0 0-12 0C6 13.200 8 16.500 12 21Zm0-8.500a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
