import type { LinkTexts } from './link-texts.ts';

/** Addresses people as "você", as Brazil writes. */
export const portuguese: LinkTexts = {
  title: 'WhatsApp',
  introduction:
    'Fale com {product} onde você já está. Vincular leva menos de um minuto e pode ser desfeito a qualquer momento.',
  promises: ['Envie uma mensagem do seu próprio telefone.', 'Confirme aqui com seis dígitos que só você vê.'],
  loading: 'Carregando…',

  link: 'Vincular WhatsApp',
  linkAgain: 'Vincular novamente',
  linkAnother: 'Vincular outro número',
  cancel: 'Cancelar',
  signInAgain: 'Fazer login novamente',

  stateLabel: 'Estado do vínculo',
  notLinked: 'Não vinculado',
  waiting: 'Aguardando sua mensagem',
  claimed: 'Confirme',
  states: {
    active: 'Vinculado',
    suspended: 'Suspenso',
    reproof_required: 'Sem uso',
    disabled: 'Desativado',
    blocked: 'Bloqueado',
  },
  explanations: {
    suspended: 'Suspenso: este número pode ter mudado de dono. Vincule-o novamente.',
    reproof_required: 'Sem uso há muito tempo: vincule-o novamente para continuar.',
    disabled: 'Desativado: mensagens não chegam nem saem. Vincule-o novamente.',
    blocked: 'Bloqueado pelo suporte: mensagens deste número não chegam nem saem.',
  },

  stepsLabel: 'Passos',
  steps: ['Obter código', 'Enviar', 'Confirmar'],
  scanOrSend: 'Escaneie com seu telefone ou envie você mesmo esta mensagem:',
  sendThis: 'Envie esta mensagem pelo WhatsApp:',
  otherPhone: 'Usar outro telefone',
  qrCode: 'Código QR que abre o WhatsApp com a mensagem {code}',
  codeLabel: 'Código de vínculo',
  copy: 'Copiar',
  copied: 'Copiado',
  openWhatsApp: 'Abrir WhatsApp',
  startedElsewhere: 'O código foi mostrado onde você começou. Ele vale lá, ou peça um novo aqui.',
  newCode: 'Pedir um novo código',
  timeLeft: 'Tempo restante',
  expiresIn: 'Expira em {time}',

  enterDigits:
    '{number} enviou o código. Se este é o seu número, digite os seis dígitos que {product} acabou de enviar para ele.',
  digitsLabel: 'Seis dígitos do WhatsApp',
  confirm: 'Confirmar',

  linkedNumber: 'Número vinculado',
  linkedSince: 'Vinculado desde {time}',
  unlink: 'Desvincular',
  unlinkQuestion: 'Desvincular {number}? Mensagens não chegarão nem sairão até você vincular novamente.',
  unlinkYes: 'Sim, desvincular',
  unlinkNo: 'Manter',

  canceled: 'A solicitação foi cancelada.',
  unlinked: 'O número não está mais vinculado.',
  ended: 'A solicitação foi encerrada: foi recusada no WhatsApp ou substituída.',
  expired: 'O código expirou. Peça um novo.',

  errors: {
    'account-erased': 'Os dados desta conta foram apagados. Faça login novamente para recomeçar.',
    'account-unavailable': 'Esta conta está desativada ou não existe mais. Fale com o suporte.',
    'anonymous-user': 'Convidados não podem vincular um número. Faça login primeiro com uma conta.',
    'app-check': 'Não foi possível verificar este app. Recarregue-o e tente novamente.',
    'confirmation-number-wrong':
      'Estes não são os seis dígitos que o WhatsApp mostra. Confira e tente novamente.',
    contention: 'Outra ação mudou seu vínculo no mesmo momento. Tente novamente.',
    'invalid-input': 'Não foi possível ler. Confira o que você digitou e tente novamente.',
    'invalid-whatsapp-number': 'No momento não é possível vincular. Fale com o suporte.',
    'link-code-expired': 'Este código expirou. Peça um novo.',
    'link-code-invalid': 'Este código não vale mais. Peça um novo.',
    'link-request-not-claimed': 'Sua mensagem ainda não chegou. Envie primeiro o código pelo WhatsApp.',
    maintenance: 'O WhatsApp está em manutenção aqui. Tente em alguns minutos; nada se perde.',
    'number-already-linked':
      'Este número está vinculado a outra conta. Envie UNLINK dele pelo WhatsApp e tente novamente.',
    'recent-sign-in-required': 'Para sua segurança, faça login novamente antes de vincular outro número.',
    'sign-in-unavailable': 'Não foi possível verificar se você ainda está conectado. Tente novamente.',
    'signed-out': 'Você saiu. Faça login novamente.',
    'state-unreadable': 'Seu vínculo não pode ser mostrado agora. Recarregue a página.',
    'storage-unavailable': 'Não funcionou agora. Tente novamente: nada é feito duas vezes.',
    'token-revoked': 'Sua sessão foi encerrada. Faça login novamente.',
    'too-many-attempts': 'Dígitos errados demais. Peça um novo código.',
    'too-many-calls': 'Rápido demais.',
    'too-many-link-requests': 'Você pediu muitos códigos em uma hora.',
    unexpected: 'Algo deu errado. Tente novamente.',
    unreachable: 'Ninguém responde. Verifique sua conexão e tente novamente.',
    'unsupported-user-id': 'Esta conta não pode vincular um número. Fale com o suporte.',
    'user-not-found': 'Nenhum número do WhatsApp está vinculado à sua conta.',
  },
  attemptsLeft: { one: 'Resta uma tentativa.', other: 'Restam {count} tentativas.' },
  retryAfter: 'Tente novamente depois de: {time}.',
};
