import { translation } from '../translation.ts';

/** Addresses people as "usted". */
export const spanish = translation({
  'link-claimed': '{question} No comparta estos dígitos con nadie. ¿No ha sido usted? Responda NO.',
  'link-question':
    '{requester} quiere vincular este número. Para aceptar, introduzca {digits} en la aplicación.',
  'six-digits': 'los seis dígitos',
  'consent-to-code': 'Al enviar este código, este número queda vinculado a {product}.',
  'please-link': 'Por favor, vincule su cuenta: {linkPage}',
  'link-code-refused': 'Este código es desconocido o ha caducado. Obtenga uno nuevo aquí: {linkPage}',
  'too-many-codes': 'Demasiados códigos incorrectos. Inténtelo de nuevo dentro de una hora.',
  'number-taken':
    'Este número ya está vinculado a una cuenta de {product}. Para volver a vincularlo, escriba primero UNLINK y después envíe otra vez el código.',
  'request-ended': 'Gracias: la solicitud ha terminado y este número no se ha vinculado.',
  'how-to-finish':
    'Ya casi está: introduzca en la aplicación los seis dígitos de arriba. No los comparta con nadie. ¿No ha sido usted? Responda NO.',
  'how-to-link-again':
    'La vinculación de este número está en pausa. Por favor, vuelva a vincularlo: {linkPage} - UNLINK la elimina, STOP detiene todos los mensajes.',
  unlinked: 'Listo: este número ya no está vinculado a {product}.',
  'nothing-to-unlink': 'Este número no está vinculado a ninguna cuenta.',
  'status-linked':
    'Este número está vinculado a su cuenta de {product}. Escriba UNLINK para desvincularlo o STOP para no recibir más mensajes.',
  'status-not-linked':
    'Este número no está vinculado a ninguna cuenta. Por favor, vincule su cuenta: {linkPage}',
  'help-linked':
    'Está hablando con {product}. STATUS muestra su vinculación, UNLINK la elimina, STOP detiene todos los mensajes.',
  'help-not-linked':
    'Está hablando con {product}. Para usarlo aquí, vincule su cuenta: {linkPage} - STOP detiene todos los mensajes.',
  'help-opted-out':
    'Está hablando con {product} y ha detenido sus mensajes. Escriba START para volver a recibirlos.',
  'opted-out': 'No recibirá más mensajes de {product}. Escriba START si cambia de opinión.',
  'opted-in': 'Volverá a recibir mensajes de {product}. Escriba STOP para detenerlos.',
  'how-to-start': 'Ha detenido los mensajes de {product}. Escriba START para volver a recibirlos.',
  'account-linked': '¡Cuenta vinculada!',
  'account-moved':
    'Su cuenta de {product} está vinculada ahora a otro número. Si no ha sido usted, inicie sesión y compruébelo: {linkPage}',
  'account-unlinked':
    'Su cuenta de {product} ya no está vinculada a este número. Si no ha sido usted, inicie sesión y compruébelo: {linkPage}',
});
