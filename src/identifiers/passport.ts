import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Passport number (ICAO Doc 9303: nine characters at most), by the words beside it. Russian ones
 * have ten digits, `45 08 123456`.
 */
export const passport: Identifier = {
  type: 'passport',
  dataClass: 'government_id',
  anchors: ['digit', 'mixed', 'word'],
  minDigits: 2,
  // Letters before may stand apart.
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])(?:[A-Z]{1,2}[ -]\d{6,8}|\d{2} ?\d{2} \d{6}|\d{3}[ -]\d{3}[ -]\d{3}|(?=[A-Z]{0,8}\d)[A-Z0-9]{6,10})(?![A-Za-z0-9])(?![/-][A-Za-z0-9])/gi,
  parse(text) {
    // `is 12345678` is none.
    if (/[a-z]+[ -]/.test(text)) return fail('invalid_format')
    const value = text.replace(/[ -]/g, '').toUpperCase()
    return /^[A-Z0-9]{6,10}$/.test(value) && value.replace(/\D/g, '').length >= 3
      ? ok(value)
      : fail('invalid_format')
  },
  mask: keepLast(2),
  // Nine characters with no check digit outside the machine-readable zone.
  weigh: () => 5,
  context: {
    words: [
      'passport*',
      'pasport*',
      'passprt*',
      'travel document*',
      'passeport*',
      'reisepass*',
      'passnummer',
      'pasaporte*',
      'passaport*',
      'paspoort*',
      'pasaport*',
      'paszport*',
      'pass',
      'pass nr',
      'паспорт*',
      'пасош*',
      'διαβατηρ*',
      'διαβατήρ*',
      'cestovní pas*',
      'číslo pasu',
      'cislo pasu',
      'útlevél*',
      'utlevel*',
      'pașaport*',
      'putovnic*',
      'potni list*',
      'passi*',
      'passinnumero',
      'passnr',
      'paspor*',
      'pasipoti*',
      'hộ chiếu*',
      'ho chieu*',
      'หนังสือเดินทาง*',
      'พาสปอร์ต*',
      'דרכון*',
      'הדרכון*',
      'گذرنامه*',
      'پاسپورت*',
      'پاسپورٹ*',
      'পাসপোর্ট*',
      'جواز*',
      'الجواز',
      'पासपोर्ट*',
      '护照',
      '護照',
      'パスポート',
      '旅券',
      '여권',
    ],
    within: 36,
    direct: true,
    after: ['passport*', 'passeport*', 'reisepass*', 'pasaporte*', 'паспорт*', '护照'],
  },
  contextOnly: true,
  examples: {
    valid: ['C01X00T47', '912803456', 'AB1234567', 'AB 1234567'],
    invalid: ['12345', 'ABCDEFGHI', '12345678901'],
  },
}
