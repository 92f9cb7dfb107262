import type { DemoPhone } from './page-protocol.ts';

export const demoPhones: readonly DemoPhone[] = [
  { address: 'whatsapp:+15551110001', owner: 'Ada' },
  { address: 'whatsapp:+15551110002', owner: 'Grace' },
  { address: 'whatsapp:+15551110003', owner: 'Linus' },
  { address: 'whatsapp:US.hidden0000000000000000001', owner: 'Hidden number' },
];
