import { fail, ok } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { OFFER } from './opposingWords.js'
import { wordsAfter, wordsBefore } from './wholeWords.js'

// Codes that open nothing.
const OTHER = new RegExp(
  `(?:${OFFER})(?:(?<=code|kod|код)|[ -](?:codes?|kodu?|код\\p{L}*|c[oó]digo))(?!\\p{L})|(?<!\\p{L})(?:zip|post(?:al)?|area|error|discount|country|dial(?:l?ing)?|qr|bar|product|item|dress|booking|reservation|gift|store|status|exit|colou?r|referral|sort|swift|branch)[ -]?code(?!\\p{L})|c[oó]d(?:igo|ice|e|\\.) (?:d[eio] )?(?:descuento|desconto|sconto|promo\\p{L}*|r[ée]duction|postal\\p{L}*|error\\p{L}*|erro|errore|erreur|producto|produto|prodotto|barras|[aá]rea|pa[ií]s)|(?:rabatt|fehler|bar|qr|vorwahl|korting\\p{L}*|fout|fel|kampanj)-?(?:code|kod)|kod (?:rabatowy|pocztowy|b[łl][eę]du)|(?:indirim|posta|hata) kodu|(?:优惠|邮政|错误|割引|郵便|エラ|商品|할인|우편|오류)|код(?:а|ом)? (?:ошибк|товар|заказ|купон|город|регион)|почтовый[ -]?код|रहस|पिन कड|ไปรษณย|รหส(?:สนคา|สงซอ)|رمز (?:الخطأ|الطلب|المنتج|البريد)|κωδικος (?:παραγγελιας|προιοντος)|קוד (?:שגיאה|מוצר|קופון)`,
  'iu',
)
// `code 0042 in your catalog`: where it stands says that it is an article's.
const LISTED =
  /^,? (?:in|from|on|of|en|de|dans|im|aus|nel|no) (?:your|the|our|my|this|that|su|el|la|tu|votre|le|ihrem|dem|eurem|vostro|seu)? ?(?:cat[aá]log\w*|katalog\w*|brochure|flyer|price ?list|list|menu|men[uú]|shop|store|website|page|shelf|label|tag|box|receipt|folleto|liste|speisekarte)(?!\p{L})/iu
// `use code 4821 for 10% off`: what it gives says that it is an offer's.
const OFF =
  '\\d ?%|(?<!\\p{L})(?:off|discount|free (?:shipping|delivery|gift)|rabatt|descuento|env[ií]o gratis|desconto|frete gr[aá]tis|sconto|spedizione gratuita|r[eé]duction|remise|livraison gratuite|korting|zni[zż]k\\p{L}*|rabat\\p{L}*|indirim\\p{L}*|скидк\\p{L}*|slev\\p{L}*|kedvezm[eé]ny\\p{L}*|reducere)(?!\\p{L})'
const GIVES = new RegExp(
  `^,? (?:for|to get|to save|and (?:get|save)|you(?:'ll| will)? (?:get|save)|gives?(?: you)?|gets? you|para|por|y (?:obt[eé]n|ahorra)|pour|et (?:obtenez|profitez)|f[uü]r|und|per|e (?:ganhe|ottieni)|voor|na|ile|na|для|на|pro|pentru)(?!\\p{L})[^\\n.!?]{0,16}(?:${OFF})`,
  'iu',
)
// How far such words are looked for on either side.
const REACH = 32

/**
 * One-time code, as Verify and others send it: four to ten digits (Twilio Verify, `code_length`),
 * by the words beside it. Whoever reads it in time is taken for the person it was sent to.
 */
export const oneTimeCode: Identifier = {
  type: 'one_time_code',
  dataClass: 'credential',
  anchors: ['digit', 'word'],
  firstGroup: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  firstLetters: [1],
  wordDigits: 4,
  fitsIn: (text, start, end) =>
    !OTHER.test(
      wordsBefore(text, start, REACH) + text.slice(start, end) + wordsAfter(text, end, REACH),
    ) &&
    !LISTED.test(wordsAfter(text, end, REACH)) &&
    !GIVES.test(wordsAfter(text, end, REACH)),
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9$€£])(?<!\d[.,:/ -])(?:(?:G-)?\d{4,10}|\d{3}[ -]\d{3,4}|\d{2}(?:[ -]\d{2}){2})(?![A-Za-z0-9$%])(?![.,:/-]\d)/gi,
  // However it is grouped: `48 29 13` and `482913` are one code.
  parse(text) {
    const digits = digitsOf(text)
    return /^(?:G-)?[\d -]+$/i.test(text) && /^\d{4,10}$/.test(digits)
      ? ok(digits)
      : fail('invalid_format')
  },
  // Half a code is guessed in a hundred tries, so none of it is shown.
  mask: hideAll,
  // Four to ten digits are anything; the `G-` that one sender puts before them is not.
  weigh: (candidate) => (/^G-/.test(candidate) ? 60 : 5),
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'code|código*|codigo*|codice|kod|verification code*|verify code|one time code*'.split('|'),
      ...'one time pass*|otp*|o.t.p|passcode*|pass code*|auth code*'.split('|'),
      ...'authentication code*|authenticator code|login code*|log in code*'.split('|'),
      ...'sign in code*|access code*|2fa*|6 digit code*|six digit code*|security code*'.split('|'),
      ...'bestätigungscode*|verifizierungscode*|sicherheitscode*|einmalcode*'.split('|'),
      ...'einmalpasswort*|mtan|tan|verificatiecode*|kod weryf*|doğrulama kodu*'.split('|'),
      ...'onay kodu*|verifieringskod*|engångskod*|koden*|код|кода|код из*'.split('|'),
      ...'код подтвержд*|смс код|проверочный код|رمز*|الرمز|كود*|الكود|कोड*|ओटीपी*'.split('|'),
      ...'验证码|驗證碼|认证码|認證碼|ওটিপি*|校验码|动态码|コード|短信码|認証コード'.split('|'),
      ...'確認コード|認証番号'.split('|'),
      ...'ワンタイム|인증번호|인증코드|확인코드|κωδικ*|קוד|הקוד|รหัส*|mã xác*|mã otp'.split('|'),
      ...'kode verif*|kode otp|sms kod*|texted code|code i got|code aaya|codul'.split('|'),
      ...'kod sms*|kode sms*|mã|blik|código de acceso|ellenőrző kód*|kód|kod iz|kod z'.split('|'),
      ...'kodi|kodikos*|код із|کد|کوڈ'.split('|'),
    ],
    within: 24,
    direct: true,
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: [
      ...'code|código|codice|verification code*|one time*|otp|passcode|login code*'.split('|'),
      ...'security code|bestätigungscode'.split('|'),
    ],
  },
  contextOnly: true,
  examples: {
    valid: ['482913', '482-913', '482 913', 'G-482913', '48 29 13'],
    invalid: ['482', '48291300001', '4829.13'],
  },
}
