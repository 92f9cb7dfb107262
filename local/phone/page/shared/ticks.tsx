export type TickName = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';

export function Ticks({ name }: { readonly name: TickName }) {
  return (
    <svg class="ticks" data-tick={name} viewBox="0 0 18 12" role="img" aria-label={name}>
      {name === 'waiting' && (
        <path d="M12 1.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9ZM12 3.700V6l1.600 1" />
      )}
      {name === 'failed' && (
        <path d="M12 1.200a4.800 4.800 0 1 1 0 9.600 4.800 4.800 0 0 1 0-9.600Zm0 2.300v3m0 1.900v.01" />
      )}
      {name === 'sent' && <path d="m6 6.300 3.200 3.200L16 2.500" />}
      {(name === 'delivered' || name === 'read') && (
        <path d="m1.500 6.300 3.200 3.200 6.800-7M8.600 9l.600.500 6.800-7" />
      )}
    </svg>
  );
}
