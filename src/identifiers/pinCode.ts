import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

// Its name may be typed to it: `pin1234`.
const PIN = /^(?:pin)?(\d{4,6}|\d{2} \d{2})$/i

/**
 * Personal identification number, by the words beside it: four to twelve digits, most often four to
 * six (ISO 9564-1).
 */
export const pinCode: Identifier = {
  type: 'pin_code',
  dataClass: 'credential',
  anchors: ['digit', 'word'],
  firstGroup: [2, 4, 5, 6],
  firstLetters: [3],
  wordDigits: 4,
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9$€£])(?<!\d[.,:/-])(?:pin)?(?:\d{4,6}|\d{2} \d{2}(?! ?\d))(?![A-Za-z0-9$%])(?![.,:/-]\d)/gi,
  // The digits alone: `PIN4821`, `48 21` and `4821` are one value.
  parse(text) {
    const digits = PIN.exec(text)?.[1]
    return digits === undefined ? fail('invalid_format') : ok(digits.replace(' ', ''))
  },
  // Half a code is guessed in a hundred tries, so none of it is shown.
  mask: hideAll,
  // Four digits are a year or a price as often; only what is typed to `pin` tells by itself.
  weigh: (candidate) => (/^pin/i.test(candidate) ? 80 : 5),
  context: {
    words: [
      'pin',
      'p.i.n',
      'pins',
      'pincode*',
      'pin-code',
      'geheimzahl',
      'geheimnummer',
      'code secret',
      'clave secreta',
      'nip',
      'código pin',
      'pinkod*',
      'kod pin',
      'пин*',
      'pinkoden',
      'clave',
      'الرقم السري',
      'رقم سري',
      'पिन',
      '暗証番号',
      'パスコード',
      '密码',
      '密碼',
      '取款密码',
      '비밀번호',
      '비번',
      '핀번호',
      'пароль*',
      'كلمة السر',
      'كلمة المرور',
      'קוד סודי',
      'รหัส*',
    ],
    within: 20,
    direct: true,
    after: ['pin', 'geheimzahl'],
  },
  contextOnly: ['digit'],
  examples: { valid: ['4821', '482913', 'PIN4821', '48 21'], invalid: ['482', '4821937', 'pin12'] },
}
