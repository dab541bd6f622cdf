import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Number of a member, policy holder or subscriber: no format of its own, so by the words beside it
 * alone. Of a health plan it is health data (45 CFR 164.514(b)(2)(i)(I)).
 */
export const memberNumber: Identifier = {
  type: 'member_number',
  dataClass: 'health',
  anchors: ['digit', 'mixed', 'word'],
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])[A-Z]{0,5}-?\d(?:(?:-|(?<=[A-Z\d]{3}) (?=\d{3}))?[A-Z0-9]){4,18}(?![A-Za-z0-9])(?![/-][A-Za-z0-9])/gi,
  // Three digits in a row at least: names of plans have one or two.
  parse: parseSpelt(
    (text) => text.replace(/[ -]/g, '').toUpperCase(),
    (value) => /^[A-Z]{0,5}\d[A-Z0-9]{4,18}$/.test(value) && /\d{3}/.test(value),
  ),
  mask: keepLast(2),
  // Each insurer and each club writes its own, so the words before it tell all.
  weigh: () => 5,
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'member id*|member no|member num*|member #|member#*|member card|membership id*'.split('|'),
      ...'membership no|membership num*|membership #|membership card|policy id*'.split('|'),
      ...'policy no|policy num*|policy #|policy#*|policy card|policyholder id*'.split('|'),
      ...'policyholder no|policyholder num*|policyholder #|policyholder card'.split('|'),
      ...'subscriber id*|subscriber no|subscriber num*|subscriber #|subscriber#*'.split('|'),
      ...'subscriber card|beneficiary id*|beneficiary no|beneficiary num*|beneficiary #'.split('|'),
      ...'beneficiary card|insurance id*|insurance no|insurance num*|insurance #'.split('|'),
      ...'insurance card|health plan id*|health plan no|health plan num*|health plan #'.split('|'),
      ...'health plan card|versicherungsn*|versichertenn*|mitgliedsn*|police n*'.split('|'),
      ...'numéro de police|póliza*|poliza*|polizza*|apólice*|polisnummer'.split('|'),
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
