import { maskPhone } from './mask-phone.ts';

export interface VerifiedIdentity {
  readonly verifiedEmail: string | null;
  readonly phoneNumber: string | null;
}

/** "a•••@example.com" or "+49 ••• 67"; null where nothing verified is known, so that no text a user can set is shown. */
export function maskAccount({ verifiedEmail, phoneNumber }: VerifiedIdentity): string | null {
  const email = verifiedEmail === null ? null : maskEmail(verifiedEmail);
  return email ?? (phoneNumber === null ? null : maskPhone(phoneNumber));
}

function maskEmail(email: string): string | null {
  const at = email.lastIndexOf('@');
  const [first] = email.slice(0, at);
  return at > 0 && first !== undefined ? `${first}•••${email.slice(at)}` : null;
}
