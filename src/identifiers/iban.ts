import { fail, ok } from '../model/result.js'
import { dropLastGroup, mod97 } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Lengths by country (SWIFT IBAN registry, and the lengths others use without being in it).
const LENGTHS = new Set(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
    'AO25 BF27 BF28 BI16 BJ28 CF27 CG27 CI28 CM27 CV25 DZ24 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28 ' +
    'GF27 GP27 MQ27 RE27 PF27 TF27 YT27 NC27 BL27 MF27 PM27 WF27'
  ).split(' '),
)
const COUNTRIES = new Set(Array.from(LENGTHS, (known) => known.slice(0, 2)))

const isMark = (character: string): boolean => character === ' ' || character === '-'

/** Counts letters and digits. */
function lengthOf(text: string): number {
  let length = 0
  for (let i = 0; i < text.length; i += 1) if (!isMark(text.charAt(i))) length += 1
  return length
}

const letterToNumber = (letter: string): string => String(letter.charCodeAt(0) - 55)

/** International bank account number (ISO 13616): length by country, check digits mod 97. */
export const iban: Identifier = {
  type: 'iban',
  dataClass: 'financial',
  anchors: ['word'],
  firstLetters: [2],
  wordDigits: 2,
  mayStart: (text, start) => COUNTRIES.has(text.slice(start, start + 2).toUpperCase()),
  pattern: /(?<![A-Za-z0-9])[A-Z]{2} ?\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Za-z0-9])/gi,
  parse(text) {
    if (!LENGTHS.has(text.slice(0, 2).toUpperCase() + lengthOf(text))) return fail('invalid_length')
    const compact = text.replace(/[ -]/g, '').toUpperCase()
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return fail('invalid_format')
    const turned = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, letterToNumber)
    return mod97(turned) === 1 ? ok(compact) : fail('invalid_checksum')
  },
  mask: keepLast(4),
  weigh: () => 95,
  shrink: dropLastGroup,
  examples: {
    valid: ['GB29 NWBK 6016 1331 9268 19', 'DE89370400440532013000', 'nl91abna0417164300'],
    invalid: ['GB29 NWBK 6016 1331 9268 18', 'DE8937040044053201300', 'ZZ89370400440532013000'],
  },
}
