const NORTH_AMERICAN = /^\+1(\d{3})(\d{3})(\d{4})$/;

/** `+1 555 111 0001` for a phone; a business-scoped id says only that its number is hidden. */
export function formatAddress(address: string): string {
  const bare = address.replace(/^whatsapp:/, '');
  if (!bare.startsWith('+')) return `${bare.slice(0, 2)} id, no visible number`;
  return bare.replace(NORTH_AMERICAN, '+1 $1 $2 $3');
}
