import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

/** The digits, three or four on American Express. Their name may be typed to them: `cvv123`. */
const CODE = /^(?:(?:cv[cv]|ccv|csc)2?)?(\d{3,4})$/i

/**
 * Card verification code, by the words beside it. May not be kept after authorisation in any form
 * (PCI DSS v4.0.1, 3.3.1.2), so it is always dropped.
 */
export const cardCode: Identifier = {
  type: 'card_code',
  dataClass: 'financial',
  anchors: ['digit', 'word'],
  firstGroup: [3, 4],
  firstLetters: [3],
  wordDigits: 3,
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[.,/-])(?:(?:cv[cv]|ccv|csc)2?)?\d{3,4}(?![A-Za-z0-9$%])(?![.,:/-]\d)/gi,
  // The digits alone: `CVV123` and `123` are one value.
  parse(text) {
    const code = CODE.exec(text)?.[1]
    return code === undefined ? fail('invalid_format') : ok(code)
  },
  // A part of three digits is most of them.
  mask: hideAll,
  // Three digits alone are a price or a page; only what is typed to its name tells by itself.
  weigh: (candidate) => (/^[a-z]/i.test(candidate) ? 90 : 5),
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'cvv|cvv2|cvc|cvc2|ccv|ccv2|cvn|cvd|cid|csc|cic|security code*|sec code'.split('|'),
      'security number',
      ...'card code|card verification*|digits on the back|number on the back'.split('|'),
      ...'digits on the front|number on the front|code on the front|code on the back'.split('|'),
      ...'card security|security num|sec num|front code|back code|security digits'.split('|'),
      ...'cvv code|3 digit*|three digit*|3 number*'.split('|'),
      ...'three number*|3 on the back'.split('|'),
      // What is printed on the back, in the languages claimed.
      ...'3 chiffres|trois chiffres|au dos|3 dígitos|3 digitos|tres dígitos'.split('|'),
      ...'tres digitos|três dígitos|al reverso|del reverso|al dorso|no verso|3 ziffern'.split('|'),
      ...'3 números|3 numeros|tres números|tres numeros|três números|teen digit*'.split('|'),
      ...'teen number*|card ke piche|card ke peeche|ظهر البطاقة|ثلاثة أرقام'.split('|'),
      ...'الأرقام الثلاثة|卡背*|背面*|三位数|三位數|裏面*|3桁|三桁|뒷면|세자리|세 자리'.split('|'),
      ...'drei ziffern|3 zahlen|drei zahlen|rückseite|3 cifre|tre cifre|sul retro'.split('|'),
      ...'3 cijfers|drie cijfers|achterkant|3 cyfry|trzy cyfry|tre siffror|baksidan'.split('|'),
      ...'arkasındaki|arkadaki|3 hane*|3 rakam*|üç hane*|üç rakam*|3 цифры|три цифры'.split('|'),
      ...'на обороте|cód seg|cod seg|código atrás'.split('|'),

      ...'prüfziffer|kartenprüf*|sicherheitscode|cryptogramme*|code de sécurité'.split('|'),
      ...'code de securite|código de seg*|codigo de seg*|codice di sicurezza'.split('|'),
      ...'veiligheidscode|beveiligingscode|kaartcode|kartencode|prüfnummer'.split('|'),
      ...'kartenprüfnummer|crypto|code de vérif*|código de verif*|cod de seg*'.split('|'),
      ...'codice sicurezza|codice cvv|güvenlik kod*|guvenlik kod*|güvenlik no'.split('|'),
      ...'güvenlik num*|guvenlik no|güvenlik|kod zabezpiecz*'.split('|'),
      ...'kod bezpiecz*|kod cvv|säkerhetskod*|cvc kod|код безопасн*|код проверки'.split('|'),
      ...'код карты|свв|цвв|رمز الأمان|رمز الامان|رمز التحقق|الرقم السري للبطاقة|सीवीवी'.split('|'),
      ...'सुरक्षा कोड|安全码|安全碼|验证码|驗證碼|背后三位|背後三碼|后三位'.split('|'),
      ...'セキュリティコード|セキュリティ番号|보안코드|보안 코드'.split('|'),
    ],
    within: 24,
    direct: true,
    follows: 'card_expiry',
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: [
      ...'cvv|cvv2|cvc|cvc2|ccv|csc|security code|sicherheitscode|on the back'.split('|'),
      'on the front',
      ...'cryptogramme|код безопасн*'.split('|'),
    ],
  },
  contextOnly: true,
  dropOnly: true,
  examples: { valid: ['123', '1234', 'CVV123'], invalid: ['12', '12345', 'x123'] },
}
