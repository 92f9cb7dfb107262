import type { LinkTexts } from './link-texts.ts';

/** Addresses people as "vous". */
export const french: LinkTexts = {
  title: 'WhatsApp',
  introduction:
    'Parlez à {product} là où vous êtes déjà. L’association prend moins d’une minute et s’annule à tout moment.',
  promises: [
    'Envoyez un message depuis votre propre téléphone.',
    'Confirmez ici avec six chiffres que vous seul voyez.',
  ],
  loading: 'Chargement…',

  link: 'Associer WhatsApp',
  linkAgain: 'Associer à nouveau',
  linkAnother: 'Associer un autre numéro',
  cancel: 'Annuler',
  signInAgain: 'Se reconnecter',

  stateLabel: 'État de l’association',
  notLinked: 'Non associé',
  waiting: 'En attente de votre message',
  claimed: 'Confirmez',
  states: {
    active: 'Associé',
    suspended: 'Suspendu',
    reproof_required: 'Inutilisé',
    disabled: 'Désactivé',
    blocked: 'Bloqué',
  },
  explanations: {
    suspended: 'Suspendu\u00a0: ce numéro a peut-être changé de mains. Associez-le à nouveau.',
    reproof_required: 'Inutilisé depuis longtemps\u00a0: associez-le à nouveau pour continuer.',
    disabled: 'Désactivé\u00a0: aucun message n’arrive ni ne part. Associez-le à nouveau.',
    blocked: 'Bloqué par l’assistance\u00a0: aucun message de ce numéro n’arrive ni ne part.',
  },

  stepsLabel: 'Étapes',
  steps: ['Obtenir un code', 'L’envoyer', 'Confirmer'],
  scanOrSend: 'Scannez-le avec votre téléphone ou envoyez vous-même ce message\u00a0:',
  sendThis: 'Envoyez ce message sur WhatsApp\u00a0:',
  otherPhone: 'Utiliser un autre téléphone',
  qrCode: 'Code QR qui ouvre WhatsApp avec le message {code}',
  codeLabel: 'Code d’association',
  copy: 'Copier',
  copied: 'Copié',
  openWhatsApp: 'Ouvrir WhatsApp',
  startedElsewhere:
    'Le code a été affiché là où vous avez commencé. Il y reste valable, ou demandez-en un nouveau ici.',
  newCode: 'Demander un nouveau code',
  timeLeft: 'Temps restant',
  expiresIn: 'Expire dans {time}',

  enterDigits:
    '{number} a envoyé le code. Si c’est votre numéro, saisissez les six chiffres que {product} vient de lui envoyer.',
  digitsLabel: 'Six chiffres reçus sur WhatsApp',
  confirm: 'Confirmer',

  linkedNumber: 'Numéro associé',
  linkedSince: 'Associé depuis le {time}',
  unlink: 'Dissocier',
  unlinkQuestion:
    'Dissocier {number}\u00a0? Aucun message n’arrivera ni ne partira jusqu’à une nouvelle association.',
  unlinkYes: 'Oui, dissocier',
  unlinkNo: 'Le garder',

  canceled: 'La demande est annulée.',
  unlinked: 'Le numéro n’est plus associé.',
  ended: 'La demande est terminée\u00a0: elle a été refusée sur WhatsApp ou remplacée.',
  expired: 'Le code a expiré. Demandez-en un nouveau.',

  errors: {
    'account-erased': 'Les données de ce compte ont été supprimées. Reconnectez-vous pour recommencer.',
    'account-unavailable': 'Ce compte est désactivé ou n’existe plus. Contactez l’assistance.',
    'anonymous-user': 'Les invités ne peuvent pas associer de numéro. Connectez-vous avec un compte.',
    'app-check': 'Cette application n’a pas pu être vérifiée. Rechargez-la et réessayez.',
    'confirmation-number-wrong':
      'Ce ne sont pas les six chiffres affichés par WhatsApp. Vérifiez-les et réessayez.',
    contention: 'Autre chose a modifié votre association au même moment. Réessayez.',
    'invalid-input': 'La saisie n’a pas pu être lue. Vérifiez-la et réessayez.',
    'invalid-whatsapp-number': 'L’association est impossible pour l’instant. Contactez l’assistance.',
    'link-code-expired': 'Ce code a expiré. Demandez-en un nouveau.',
    'link-code-invalid': 'Ce code n’est plus valable. Demandez-en un nouveau.',
    'link-request-not-claimed':
      'Votre message n’est pas encore arrivé. Envoyez d’abord le code sur WhatsApp.',
    maintenance: 'WhatsApp est en maintenance ici. Réessayez dans quelques minutes\u00a0; rien n’est perdu.',
    'number-already-linked':
      'Ce numéro est associé à un autre compte. Envoyez UNLINK depuis ce numéro sur WhatsApp, puis réessayez.',
    'recent-sign-in-required': 'Pour votre sécurité, reconnectez-vous avant d’associer un autre numéro.',
    'sign-in-unavailable': 'Impossible de vérifier que vous êtes toujours connecté. Réessayez.',
    'signed-out': 'Vous êtes déconnecté. Reconnectez-vous.',
    'state-unreadable': 'Votre association ne peut pas être affichée pour l’instant. Rechargez la page.',
    'storage-unavailable': 'Cela n’a pas fonctionné. Réessayez\u00a0: rien n’est fait deux fois.',
    'token-revoked': 'Votre session a été fermée. Reconnectez-vous.',
    'too-many-attempts': 'Trop de chiffres erronés. Demandez un nouveau code.',
    'too-many-calls': 'C’était trop rapide.',
    'too-many-link-requests': 'Vous avez demandé beaucoup de codes en une heure.',
    unexpected: 'Une erreur s’est produite. Réessayez.',
    unreachable: 'Pas de réponse. Vérifiez votre connexion et réessayez.',
    'unsupported-user-id': 'Ce compte ne peut pas associer de numéro. Contactez l’assistance.',
    'user-not-found': 'Aucun numéro WhatsApp n’est associé à votre compte.',
  },
  attemptsLeft: { one: 'Il reste un essai.', other: 'Il reste {count} essais.' },
  retryAfter: 'Réessayez après\u00a0: {time}.',
};
