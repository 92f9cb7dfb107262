/** "+49 ••• 67": enough to recognise one's own number, too little to learn somebody else's. Takes an E.164 number. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)} ••• ${phone.slice(-2)}`;
}
