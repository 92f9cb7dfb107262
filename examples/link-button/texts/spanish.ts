import type { LinkTexts } from './link-texts.ts';

/** Addresses people as "usted". */
export const spanish: LinkTexts = {
  title: 'WhatsApp',
  introduction:
    'Hable con {product} donde ya está. Vincular lleva menos de un minuto y se puede deshacer en cualquier momento.',
  promises: [
    'Envíe un mensaje desde su propio teléfono.',
    'Confirme aquí con seis dígitos que solo usted ve.',
  ],
  loading: 'Cargando…',

  link: 'Vincular WhatsApp',
  linkAgain: 'Vincular de nuevo',
  linkAnother: 'Vincular otro número',
  cancel: 'Cancelar',
  signInAgain: 'Volver a iniciar sesión',

  stateLabel: 'Estado de la vinculación',
  notLinked: 'Sin vincular',
  waiting: 'Esperando su mensaje',
  claimed: 'Confirme',
  states: {
    active: 'Vinculado',
    suspended: 'En pausa',
    reproof_required: 'Sin uso',
    disabled: 'Desactivado',
    blocked: 'Bloqueado',
  },
  explanations: {
    suspended: 'En pausa: puede que este número haya cambiado de dueño. Vincúlelo de nuevo.',
    reproof_required: 'Sin uso desde hace mucho: vincúlelo de nuevo para continuar.',
    disabled: 'Desactivado: no entran ni salen mensajes. Vincúlelo de nuevo.',
    blocked: 'Bloqueado por el equipo de soporte: con este número no entran ni salen mensajes.',
  },

  stepsLabel: 'Pasos',
  steps: ['Obtener código', 'Enviarlo', 'Confirmar'],
  scanOrSend: 'Escanéelo con su teléfono o envíe usted este mensaje:',
  sendThis: 'Envíe este mensaje por WhatsApp:',
  otherPhone: 'Usar otro teléfono',
  qrCode: 'Código QR que abre WhatsApp con el mensaje {code}',
  codeLabel: 'Código de vinculación',
  copy: 'Copiar',
  copied: 'Copiado',
  openWhatsApp: 'Abrir WhatsApp',
  startedElsewhere:
    'El código se mostró donde usted empezó. Allí sigue siendo válido, o pida aquí uno nuevo.',
  newCode: 'Pedir un código nuevo',
  timeLeft: 'Tiempo restante',
  expiresIn: 'Caduca en {time}',

  enterDigits:
    '{number} ha enviado el código. Si es su número, introduzca los seis dígitos que {product} le acaba de enviar.',
  digitsLabel: 'Seis dígitos de WhatsApp',
  confirm: 'Confirmar',

  linkedNumber: 'Número vinculado',
  linkedSince: 'Vinculado desde el {time}',
  unlink: 'Desvincular',
  unlinkQuestion: '¿Desvincular {number}? No entrarán ni saldrán mensajes hasta que vuelva a vincularlo.',
  unlinkYes: 'Sí, desvincular',
  unlinkNo: 'Conservarlo',

  canceled: 'La solicitud se ha cancelado.',
  unlinked: 'El número ya no está vinculado.',
  ended: 'La solicitud ha terminado: se rechazó en WhatsApp o se reemplazó.',
  expired: 'El código ha caducado. Pida uno nuevo.',

  errors: {
    'account-erased': 'Los datos de esta cuenta se han eliminado. Inicie sesión de nuevo para empezar.',
    'account-unavailable': 'Esta cuenta está desactivada o ya no existe. Contacte con soporte.',
    'anonymous-user': 'Los invitados no pueden vincular un número. Inicie sesión con una cuenta.',
    'app-check': 'No se ha podido verificar esta aplicación. Recárguela e inténtelo de nuevo.',
    'confirmation-number-wrong':
      'No son los seis dígitos que muestra WhatsApp. Revíselos e inténtelo de nuevo.',
    contention: 'Algo más cambió su vinculación en el mismo momento. Inténtelo de nuevo.',
    'invalid-input': 'No se ha podido leer. Revise lo que ha escrito e inténtelo de nuevo.',
    'invalid-whatsapp-number': 'Ahora mismo no se puede vincular. Contacte con soporte.',
    'link-code-expired': 'Este código ha caducado. Pida uno nuevo.',
    'link-code-invalid': 'Este código ya no es válido. Pida uno nuevo.',
    'link-request-not-claimed': 'Su mensaje aún no ha llegado. Envíe primero el código por WhatsApp.',
    maintenance: 'WhatsApp está en mantenimiento aquí. Inténtelo en unos minutos; no se pierde nada.',
    'number-already-linked':
      'Este número está vinculado a otra cuenta. Envíe UNLINK desde él por WhatsApp e inténtelo de nuevo.',
    'recent-sign-in-required': 'Por su seguridad, vuelva a iniciar sesión antes de vincular otro número.',
    'sign-in-unavailable': 'No se ha podido comprobar si su sesión sigue activa. Inténtelo de nuevo.',
    'signed-out': 'No ha iniciado sesión. Inicie sesión de nuevo.',
    'state-unreadable': 'Ahora mismo no se puede mostrar su vinculación. Recargue la página.',
    'storage-unavailable': 'No ha funcionado. Inténtelo de nuevo: nada se hace dos veces.',
    'token-revoked': 'Se ha cerrado su sesión. Inicie sesión de nuevo.',
    'too-many-attempts': 'Demasiados dígitos erróneos. Pida un código nuevo.',
    'too-many-calls': 'Demasiado rápido.',
    'too-many-link-requests': 'Ha pedido muchos códigos en una hora.',
    unexpected: 'Algo ha salido mal. Inténtelo de nuevo.',
    unreachable: 'No hay respuesta. Revise su conexión e inténtelo de nuevo.',
    'unsupported-user-id': 'Esta cuenta no puede vincular un número. Contacte con soporte.',
    'user-not-found': 'No hay ningún número de WhatsApp vinculado a su cuenta.',
  },
  attemptsLeft: { one: 'Queda un intento.', other: 'Quedan {count} intentos.' },
  retryAfter: 'Inténtelo después de: {time}.',
};
