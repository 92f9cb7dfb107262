import { translation } from '../translation.ts';

/** Addresses people as "você", as Brazil writes. */
export const portuguese = translation({
  'link-claimed': '{question} Não compartilhe estes dígitos com ninguém. Não foi você? Responda NO.',
  'link-question': '{requester} quer vincular este número. Para aceitar, digite {digits} no app.',
  'six-digits': 'os seis dígitos',
  'consent-to-code': 'Ao enviar este código, este número fica vinculado a {product}.',
  'please-link': 'Por favor, vincule a sua conta: {linkPage}',
  'link-code-refused': 'Este código é desconhecido ou expirou. Obtenha um novo aqui: {linkPage}',
  'too-many-codes': 'Muitos códigos errados. Tente novamente em uma hora.',
  'number-taken':
    'Este número já está vinculado a uma conta {product}. Para vinculá-lo de novo, escreva primeiro UNLINK e depois envie o código outra vez.',
  'request-ended': 'Agradecemos: a solicitação foi encerrada e este número não foi vinculado.',
  'how-to-finish':
    'Quase pronto: digite no app os seis dígitos acima. Não os compartilhe com ninguém. Não foi você? Responda NO.',
  'how-to-link-again':
    'O vínculo deste número está suspenso. Por favor, vincule-o novamente: {linkPage} - UNLINK remove o vínculo, STOP encerra todas as mensagens.',
  unlinked: 'Pronto: este número não está mais vinculado a {product}.',
  'nothing-to-unlink': 'Este número não está vinculado a nenhuma conta.',
  'status-linked':
    'Este número está vinculado à sua conta {product}. Escreva UNLINK para desvinculá-lo ou STOP para não receber mais mensagens.',
  'status-not-linked':
    'Este número não está vinculado a nenhuma conta. Por favor, vincule a sua conta: {linkPage}',
  'help-linked':
    'Você está falando com {product}. STATUS mostra o seu vínculo, UNLINK o remove, STOP encerra todas as mensagens.',
  'help-not-linked':
    'Você está falando com {product}. Para usá-lo aqui, vincule a sua conta: {linkPage} - STOP encerra todas as mensagens.',
  'help-opted-out':
    'Você está falando com {product} e cancelou as mensagens. Escreva START para voltar a recebê-las.',
  'opted-out': 'Você não receberá mais mensagens de {product}. Escreva START para mudar isso.',
  'opted-in': 'Você voltará a receber mensagens de {product}. Escreva STOP para cancelá-las.',
  'how-to-start': 'Você cancelou as mensagens de {product}. Escreva START para voltar a recebê-las.',
  'account-linked': 'Conta vinculada!',
  'account-moved':
    'A sua conta {product} agora está vinculada a outro número. Se não foi você, faça login e verifique: {linkPage}',
  'account-unlinked':
    'A sua conta {product} não está mais vinculada a este número. Se não foi você, faça login e verifique: {linkPage}',
});
