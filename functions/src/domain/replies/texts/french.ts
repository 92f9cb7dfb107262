import { translation } from '../translation.ts';

/** Addresses people as "vous". The product's name follows no "de", which would have to become "d’" before a vowel. */
export const french = translation({
  'link-claimed':
    '{question} Ne communiquez ces chiffres à personne. Ce n’était pas vous\u00a0? Répondez NO.',
  'link-question':
    '{requester} souhaite associer ce numéro. Pour accepter, saisissez {digits} dans l’application.',
  'six-digits': 'les six chiffres',
  'consent-to-code': 'L’envoi de ce code associe ce numéro à {product}.',
  'please-link': 'Veuillez associer votre compte\u00a0: {linkPage}',
  'link-code-refused':
    'Ce code est inconnu ou a expiré. Vous pouvez en obtenir un nouveau ici\u00a0: {linkPage}',
  'too-many-codes': 'Trop de codes erronés. Veuillez réessayer dans une heure.',
  'number-taken':
    'Ce numéro est déjà associé à un compte {product}. Pour l’associer à nouveau, envoyez d’abord UNLINK, puis renvoyez le code.',
  'request-ended': 'Merci\u00a0: la demande est terminée et ce numéro n’a pas été associé.',
  'how-to-finish':
    'C’est presque fini\u00a0: saisissez dans l’application les six chiffres ci-dessus. Ne les communiquez à personne. Ce n’était pas vous\u00a0? Répondez NO.',
  'how-to-link-again':
    'L’association de ce numéro est suspendue. Veuillez l’associer à nouveau\u00a0: {linkPage} - UNLINK y met fin, STOP arrête tous les messages.',
  unlinked: 'C’est fait\u00a0: ce numéro n’est plus associé à {product}.',
  'nothing-to-unlink': 'Ce numéro n’est associé à aucun compte.',
  'status-linked':
    'Ce numéro est associé à votre compte {product}. Envoyez UNLINK pour y mettre fin, STOP pour ne plus recevoir de messages.',
  'status-not-linked':
    'Ce numéro n’est associé à aucun compte. Veuillez associer votre compte\u00a0: {linkPage}',
  'help-linked':
    'Vous échangez avec {product}. STATUS affiche votre association, UNLINK y met fin, STOP arrête tous les messages.',
  'help-not-linked':
    'Vous échangez avec {product}. Pour utiliser le service ici, veuillez associer votre compte\u00a0: {linkPage} - STOP arrête tous les messages.',
  'help-opted-out':
    'Vous échangez avec {product} et avez arrêté ses messages. Envoyez START pour les recevoir à nouveau.',
  'opted-out': 'Vous ne recevrez plus les messages {product}. Envoyez START pour changer d’avis.',
  'opted-in': 'Vous recevrez à nouveau les messages {product}. Envoyez STOP pour les arrêter.',
  'how-to-start': 'Vous avez arrêté les messages {product}. Envoyez START pour les recevoir à nouveau.',
  'account-linked': 'Compte associé\u00a0!',
  'account-moved':
    'Votre compte {product} est maintenant associé à un autre numéro. Si ce n’était pas vous, connectez-vous et vérifiez-le\u00a0: {linkPage}',
  'account-unlinked':
    'Votre compte {product} n’est plus associé à ce numéro. Si ce n’était pas vous, connectez-vous et vérifiez-le\u00a0: {linkPage}',
});
