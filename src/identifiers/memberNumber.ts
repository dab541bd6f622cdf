import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/** Number of a member, policy holder or subscriber: no format of its own, so by the words beside it alone. */
export const memberNumber: Identifier = {
  type: 'member_number',
  dataClass: 'health',
  anchors: ['digit', 'mixed', 'word'],
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])[A-Z]{0,5}-?\d(?:(?:-|(?<=[A-Z\d]{3}) (?=\d{3}))?[A-Z0-9]){4,18}(?![A-Za-z0-9])(?![/-][A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/[ -]/g, '').toUpperCase()
    return /^[A-Z]{0,5}\d[A-Z0-9]{4,18}$/.test(value) && /\d{3}/.test(value)
      ? ok(value)
      : fail('invalid_format')
  },
  mask: keepLast(2),
  // Each insurer and each club writes its own, so the words before it tell all.
  weigh: () => 5,
  context: {
    words: [
      'member id*',
      'member no',
      'member num*',
      'member #',
      'member#*',
      'member card',
      'membership id*',
      'membership no',
      'membership num*',
      'membership #',
      'membership card',
      'policy id*',
      'policy no',
      'policy num*',
      'policy #',
      'policy#*',
      'policy card',
      'policyholder id*',
      'policyholder no',
      'policyholder num*',
      'policyholder #',
      'policyholder card',
      'subscriber id*',
      'subscriber no',
      'subscriber num*',
      'subscriber #',
      'subscriber#*',
      'subscriber card',
      'beneficiary id*',
      'beneficiary no',
      'beneficiary num*',
      'beneficiary #',
      'beneficiary card',
      'insurance id*',
      'insurance no',
      'insurance num*',
      'insurance #',
      'insurance card',
      'health plan id*',
      'health plan no',
      'health plan num*',
      'health plan #',
      'health plan card',
      'versicherungsn*',
      'versichertenn*',
      'mitgliedsn*',
      'police n*',
      'numéro de police',
      'póliza*',
      'poliza*',
      'polizza*',
      'apólice*',
      'polisnummer',
    ],
    after: ['member id*', 'member num*', 'policy num*', 'policy no'],
    within: 24,
    direct: true,
  },
  contextOnly: true,
  examples: {
    valid: ['XYZ123456789', 'W-1234-56789', '00482139'],
    invalid: ['123', 'ABCDEFGH', '1/2345678'],
  },
}
