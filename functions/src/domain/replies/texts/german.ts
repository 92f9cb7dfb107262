import { translation } from '../translation.ts';

/** Addresses people as "Sie". */
export const german = translation({
  'link-claimed':
    '{question} Geben Sie diese Ziffern nicht weiter. Das waren nicht Sie? Antworten Sie mit NO.',
  'link-question':
    '{requester} möchte diese Nummer verknüpfen. Wenn Sie zustimmen, geben Sie {digits} in der App ein.',
  'six-digits': 'die sechs Ziffern',
  'consent-to-code': 'Mit dem Senden dieses Codes wird diese Nummer mit {product} verknüpft.',
  'please-link': 'Bitte verknüpfen Sie Ihr Konto: {linkPage}',
  'link-code-refused': 'Dieser Code ist unbekannt oder abgelaufen. Einen neuen erhalten Sie hier: {linkPage}',
  'too-many-codes': 'Zu viele falsche Codes. Bitte versuchen Sie es in einer Stunde noch einmal.',
  'number-taken':
    'Diese Nummer ist schon mit einem Konto bei {product} verknüpft. Um sie neu zu verknüpfen, schreiben Sie zuerst UNLINK und senden Sie dann den Code noch einmal.',
  'request-ended': 'Danke: Die Anfrage ist beendet, und diese Nummer wurde nicht verknüpft.',
  'how-to-finish':
    'Fast fertig: Geben Sie die sechs Ziffern von oben in der App ein. Geben Sie sie nicht weiter. Das waren nicht Sie? Antworten Sie mit NO.',
  'how-to-link-again':
    'Die Verknüpfung dieser Nummer ruht. Bitte verknüpfen Sie sie neu: {linkPage} - UNLINK beendet die Verknüpfung, STOP beendet alle Nachrichten.',
  unlinked: 'Erledigt: Diese Nummer ist nicht mehr mit {product} verknüpft.',
  'nothing-to-unlink': 'Diese Nummer ist mit keinem Konto verknüpft.',
  'status-linked':
    'Diese Nummer ist mit Ihrem Konto bei {product} verknüpft. Schreiben Sie UNLINK, um das zu beenden, oder STOP, um keine Nachrichten mehr zu erhalten.',
  'status-not-linked':
    'Diese Nummer ist mit keinem Konto verknüpft. Bitte verknüpfen Sie Ihr Konto: {linkPage}',
  'help-linked':
    'Sie schreiben mit {product}. STATUS zeigt Ihre Verknüpfung, UNLINK beendet sie, STOP beendet alle Nachrichten.',
  'help-not-linked':
    'Sie schreiben mit {product}. Um den Dienst hier zu nutzen, verknüpfen Sie bitte Ihr Konto: {linkPage} - STOP beendet alle Nachrichten.',
  'help-opted-out':
    'Sie schreiben mit {product} und haben die Nachrichten abbestellt. Schreiben Sie START, um sie wieder zu erhalten.',
  'opted-out': 'Sie erhalten keine Nachrichten von {product} mehr. Schreiben Sie START, um das zu ändern.',
  'opted-in': 'Sie erhalten wieder Nachrichten von {product}. Schreiben Sie STOP, um sie zu beenden.',
  'how-to-start':
    'Sie haben die Nachrichten von {product} abbestellt. Schreiben Sie START, um sie wieder zu erhalten.',
  'account-linked': 'Konto verknüpft!',
  'account-moved':
    'Ihr Konto bei {product} ist jetzt mit einer anderen Nummer verknüpft. Wenn Sie das nicht waren, melden Sie sich an und prüfen Sie es: {linkPage}',
  'account-unlinked':
    'Ihr Konto bei {product} ist nicht mehr mit dieser Nummer verknüpft. Wenn Sie das nicht waren, melden Sie sich an und prüfen Sie es: {linkPage}',
});
