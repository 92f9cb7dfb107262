import type { LinkTexts } from './link-texts.ts';

/** Addresses people as "Sie". */
export const german: LinkTexts = {
  title: 'WhatsApp',
  introduction:
    'Mit {product} sprechen, wo Sie ohnehin sind. Das Verknüpfen dauert keine Minute und lässt sich jederzeit rückgängig machen.',
  promises: [
    'Senden Sie eine Nachricht von Ihrem eigenen Telefon.',
    'Bestätigen Sie hier mit sechs Ziffern, die nur Sie sehen.',
  ],
  loading: 'Wird geladen …',

  link: 'WhatsApp verknüpfen',
  linkAgain: 'Erneut verknüpfen',
  linkAnother: 'Andere Nummer verknüpfen',
  cancel: 'Abbrechen',
  signInAgain: 'Erneut anmelden',

  stateLabel: 'Stand der Verknüpfung',
  notLinked: 'Nicht verknüpft',
  waiting: 'Wartet auf Ihre Nachricht',
  claimed: 'Bestätigen',
  states: {
    active: 'Verknüpft',
    suspended: 'Ruht',
    reproof_required: 'Unbenutzt',
    disabled: 'Deaktiviert',
    blocked: 'Gesperrt',
  },
  explanations: {
    suspended: 'Ruht: Diese Nummer hat womöglich den Besitzer gewechselt. Verknüpfen Sie sie erneut.',
    reproof_required: 'Lange nicht benutzt: Verknüpfen Sie die Nummer erneut, um fortzufahren.',
    disabled: 'Deaktiviert: Nachrichten kommen weder an noch gehen sie hinaus. Verknüpfen Sie erneut.',
    blocked: 'Vom Support gesperrt: Mit dieser Nummer kommen keine Nachrichten an und gehen keine hinaus.',
  },

  stepsLabel: 'Schritte',
  steps: ['Code holen', 'Senden', 'Bestätigen'],
  scanOrSend: 'Scannen Sie ihn mit dem Telefon oder senden Sie diese Nachricht selbst:',
  sendThis: 'Senden Sie diese Nachricht über WhatsApp:',
  otherPhone: 'Anderes Telefon benutzen',
  qrCode: 'QR-Code, der WhatsApp mit der Nachricht {code} öffnet',
  codeLabel: 'Code zum Verknüpfen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  openWhatsApp: 'WhatsApp öffnen',
  startedElsewhere:
    'Der Code wurde dort gezeigt, wo Sie begonnen haben. Dort gilt er weiter; oder holen Sie hier einen neuen.',
  newCode: 'Neuen Code holen',
  timeLeft: 'Verbleibende Zeit',
  expiresIn: 'Läuft ab in {time}',

  enterDigits:
    '{number} hat den Code gesendet. Wenn das Ihre Nummer ist, geben Sie die sechs Ziffern ein, die {product} eben dorthin gesendet hat.',
  digitsLabel: 'Sechs Ziffern aus WhatsApp',
  confirm: 'Bestätigen',

  linkedNumber: 'Verknüpfte Nummer',
  linkedSince: 'Verknüpft seit {time}',
  unlink: 'Verknüpfung lösen',
  unlinkQuestion:
    'Verknüpfung mit {number} lösen? Bis Sie erneut verknüpfen, kommen keine Nachrichten an und gehen keine hinaus.',
  unlinkYes: 'Ja, lösen',
  unlinkNo: 'Behalten',

  canceled: 'Die Anfrage ist abgebrochen.',
  unlinked: 'Die Nummer ist nicht mehr verknüpft.',
  ended: 'Die Anfrage ist beendet: Sie wurde in WhatsApp abgelehnt oder durch eine neue ersetzt.',
  expired: 'Der Code ist abgelaufen. Holen Sie einen neuen.',

  errors: {
    'account-erased':
      'Die Daten dieses Kontos wurden gelöscht. Melden Sie sich erneut an, um neu zu beginnen.',
    'account-unavailable':
      'Dieses Konto ist deaktiviert oder existiert nicht mehr. Wenden Sie sich an den Support.',
    'anonymous-user': 'Gäste können keine Nummer verknüpfen. Melden Sie sich zuerst mit einem Konto an.',
    'app-check': 'Diese App konnte nicht geprüft werden. Laden Sie sie neu und versuchen Sie es noch einmal.',
    'confirmation-number-wrong':
      'Das sind nicht die sechs Ziffern, die WhatsApp zeigt. Prüfen Sie sie und versuchen Sie es noch einmal.',
    contention: 'Etwas anderes hat die Verknüpfung gerade geändert. Versuchen Sie es noch einmal.',
    'invalid-input': 'Das war nicht lesbar. Prüfen Sie Ihre Eingabe und versuchen Sie es noch einmal.',
    'invalid-whatsapp-number': 'Das Verknüpfen ist gerade nicht möglich. Wenden Sie sich an den Support.',
    'link-code-expired': 'Dieser Code ist abgelaufen. Holen Sie einen neuen.',
    'link-code-invalid': 'Dieser Code gilt nicht mehr. Holen Sie einen neuen.',
    'link-request-not-claimed': 'Ihre Nachricht ist noch nicht da. Senden Sie zuerst den Code über WhatsApp.',
    maintenance: 'WhatsApp wird hier gewartet. Versuchen Sie es in ein paar Minuten; nichts geht verloren.',
    'number-already-linked':
      'Diese Nummer gehört zu einem anderen Konto. Senden Sie von ihr UNLINK über WhatsApp und versuchen Sie es noch einmal.',
    'recent-sign-in-required':
      'Melden Sie sich zu Ihrer Sicherheit erneut an, bevor Sie eine andere Nummer verknüpfen.',
    'sign-in-unavailable':
      'Ob Sie noch angemeldet sind, ließ sich nicht prüfen. Versuchen Sie es noch einmal.',
    'signed-out': 'Sie sind abgemeldet. Melden Sie sich erneut an.',
    'state-unreadable': 'Ihre Verknüpfung lässt sich gerade nicht anzeigen. Laden Sie die Seite neu.',
    'storage-unavailable':
      'Das hat eben nicht geklappt. Versuchen Sie es noch einmal: Nichts geschieht doppelt.',
    'token-revoked': 'Sie wurden abgemeldet. Melden Sie sich erneut an.',
    'too-many-attempts': 'Zu viele falsche Ziffern. Holen Sie einen neuen Code.',
    'too-many-calls': 'Das war zu schnell.',
    'too-many-link-requests': 'Sie haben innerhalb einer Stunde viele Codes geholt.',
    unexpected: 'Etwas ist schiefgegangen. Versuchen Sie es noch einmal.',
    unreachable: 'Niemand antwortet. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    'unsupported-user-id': 'Dieses Konto kann keine Nummer verknüpfen. Wenden Sie sich an den Support.',
    'user-not-found': 'Mit Ihrem Konto ist keine WhatsApp-Nummer verknüpft.',
  },
  attemptsLeft: { one: 'Ein Versuch bleibt.', other: '{count} Versuche bleiben.' },
  retryAfter: 'Versuchen Sie es ab {time} noch einmal.',
};
