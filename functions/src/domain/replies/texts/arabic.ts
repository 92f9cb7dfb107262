import { translation } from '../translation.ts';

/** Addresses people without gender. Between two commands stand Arabic words, and an address has its line: so their order is read right. */
export const arabic = translation({
  'link-claimed':
    '{question} يُرجى عدم مشاركة هذه الأرقام مع أي شخص. إذا لم يكن هذا الطلب منك، فيُرجى الرد بكلمة NO.',
  'link-question': 'وصل طلب من {requester} لربط هذا الرقم. للموافقة، يُرجى إدخال {digits} في التطبيق.',
  'six-digits': 'الأرقام الستة',
  'consent-to-code': 'بإرسال هذا الرمز يتم ربط هذا الرقم بـ {product}.',
  'please-link': 'يُرجى ربط حسابك:\n{linkPage}',
  'link-code-refused': 'هذا الرمز غير معروف أو انتهت صلاحيته. يمكنك الحصول على رمز جديد هنا:\n{linkPage}',
  'too-many-codes': 'رموز خاطئة كثيرة. يُرجى المحاولة مجددًا بعد ساعة.',
  'number-taken':
    'هذا الرقم مرتبط بالفعل بحساب لدى {product}. لربطه من جديد، يُرجى إرسال كلمة UNLINK أولًا ثم إرسال الرمز مرة أخرى.',
  'request-ended': 'شكرًا: انتهى الطلب ولم يتم ربط هذا الرقم.',
  'how-to-finish':
    'بقيت خطوة واحدة: يُرجى إدخال الأرقام الستة أعلاه في التطبيق وعدم مشاركتها مع أي شخص. إذا لم يكن هذا الطلب منك، فيُرجى الرد بكلمة NO.',
  'how-to-link-again':
    'ربط هذا الرقم معلّق. يُرجى ربطه من جديد:\n{linkPage}\nكلمة UNLINK تنهي الربط، وكلمة STOP توقف جميع الرسائل.',
  unlinked: 'تم: لم يعد هذا الرقم مرتبطًا بـ {product}.',
  'nothing-to-unlink': 'هذا الرقم غير مرتبط بأي حساب.',
  'status-linked':
    'هذا الرقم مرتبط بحسابك لدى {product}. يمكنك إرسال كلمة UNLINK لإنهاء الربط، أو كلمة STOP لإيقاف الرسائل.',
  'status-not-linked': 'هذا الرقم غير مرتبط بأي حساب. يُرجى ربط حسابك:\n{linkPage}',
  'help-linked':
    'هذه محادثة مع {product}. كلمة STATUS تعرض حالة الربط، وكلمة UNLINK تنهيه، وكلمة STOP توقف جميع الرسائل.',
  'help-not-linked':
    'هذه محادثة مع {product}. لاستخدام الخدمة هنا، يُرجى ربط حسابك:\n{linkPage}\nكلمة STOP توقف جميع الرسائل.',
  'help-opted-out':
    'هذه محادثة مع {product}، وقد تم إيقاف رسائلها بطلب منك. لاستقبالها من جديد، يُرجى إرسال كلمة START.',
  'opted-out': 'لن تصلك رسائل أخرى من {product}. لتغيير ذلك، يُرجى إرسال كلمة START.',
  'opted-in': 'ستصلك رسائل {product} من جديد. لإيقافها، يُرجى إرسال كلمة STOP.',
  'how-to-start': 'تم إيقاف رسائل {product} بطلب منك. لاستقبالها من جديد، يُرجى إرسال كلمة START.',
  'account-linked': 'تم ربط الحساب!',
  'account-moved':
    'حسابك لدى {product} مرتبط الآن برقم آخر. إذا لم يكن ذلك بطلب منك، فيُرجى تسجيل الدخول والتحقق من الأمر:\n{linkPage}',
  'account-unlinked':
    'لم يعد حسابك لدى {product} مرتبطًا بهذا الرقم. إذا لم يكن ذلك بطلب منك، فيُرجى تسجيل الدخول والتحقق من الأمر:\n{linkPage}',
});
