import { isRepeated, parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Number that a state gave to a person, of a state whose form is known nowhere else in the table: eight to sixteen digits, by
 * its name alone. Most have 9 to 13 (OECD, tax identification numbers by country).
 */
export const nationalId: Identifier = {
  type: 'national_id',
  dataClass: 'government_id',
  anchors: ['digit'],
  minDigits: 8,
  pattern: /(?<![A-Za-z0-9$€£])(?<!\d[./-])\d(?:[ ./-]?\d){7,15}(?![A-Za-z0-9%])(?![-/.,:]\d)/g,
  parse: parseDigits((digits) => /^\d{8,16}$/.test(digits) && !isRepeated(digits)),
  mask: keepLast(2),
  // Any number of an order is as long: the form says nothing, the words all.
  weigh: () => 5,
  context: {
    // What people call it, by country: the countries whose own form is known have it in their own file.
    words: [
      ...'national id*|identity number|identity no|identity card*|citizen id*'.split('|'),
      'personal code',
      ...'umid|sss no|sss number|philhealth|pag ibig|pagibig|nid|emirates id|iqama|qid'.split('|'),
      ...'id number|id card number|id card no|civil id*|nin|cnic|nik|ktp|nrc|mykad'.split('|'),
      'philsys',
      ...'снилс*|инн|рнокпп|іпн|егн|јмбг|jmbg|oib|emšo|isikukood*|asmens kod*'.split('|'),
      'personas kod*',
      ...'rodné číslo|rodne cislo|rodného čísla|rc|r.č|cnp|személyi szám*|adóazonosító*'.split('|'),
      'taj szám*',
      ...'αφμ|α.φ.μ|αμκα|afm|amka|kennitala*|תעודת זהות|ת.ז|מספר זהות|תז'.split('|'),
      ...'الهوية|رقم الهوية|هويتي|الرقم القومي|الرقم الوطني|رقم الاقامة|رقم الإقامة'.split('|'),
      ...'کد ملی|کدملی|شماره ملی|شناختی کارڈ*|شناختی نمبر|cccd|cmnd|căn cước*'.split('|'),
      'chứng minh*',
      ...'เลขบัตรประชาชน|บัตรประชาชน|เลขประจำตัว|kitambulisho*|cédula*|cedula*|nui|dpi'.split('|'),
      'curp*',
    ],
    within: 24,
    direct: true,
    after: ['cnic', 'снилс', 'инн', 'national id*'],
  },
  contextOnly: true,
  examples: {
    valid: ['35202-1234567-1', '112-233-445 95', '820704/1237'],
    invalid: ['1234567', '00000000', '12345678901234567'],
  },
}
