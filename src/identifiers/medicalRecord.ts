import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Medical record number: no format of its own, so by the words beside it alone. With a hospital it
 * is one patient (45 CFR 164.514(b)(2)(i)(H) lists it among what identifies).
 */
export const medicalRecord: Identifier = {
  type: 'medical_record',
  dataClass: 'health',
  anchors: ['digit', 'mixed', 'word'],
  minDigits: 4,
  pattern:
    /(?<![A-Za-z0-9$])(?<!\d[./-])[A-Z]{0,5}-?\d(?:-?[A-Z0-9]){3,18}(?![A-Za-z0-9])(?![/-][A-Za-z0-9])/gi,
  // Three digits in a row at least: other words with a digit are names of wards and of drugs.
  parse: parseSpelt(
    (text) => text.replace(/-/g, '').toUpperCase(),
    (value) => /^[A-Z]{0,5}\d[A-Z0-9]{3,18}$/.test(value) && /\d{3}/.test(value),
  ),
  mask: keepLast(2),
  // Each hospital has its own numbers, so only a number that is typed next to `MRN` is known
  // without other words.
  weigh: (candidate) => (/^mrn-?\d/i.test(candidate) ? 90 : 5),
  context: {
    words: [
      'mrn',
      'medical record*',
      'patient id*',
      'patient no',
      'patient num*',
      'patient #',
      'chart no',
      'chart num*',
      'chart id',
      'hospital no',
      'hospital num*',
      'health record*',
      'patientennummer',
      'patienten id',
      'dossier médical',
      'dossier medical',
      'historia clínica',
      'historia clinica',
      'cartella clinica',
    ],
    after: ['mrn', 'medical record*', 'patient id*', 'patient num*'],
    within: 24,
    direct: true,
  },
  contextOnly: true,
  examples: {
    valid: ['MRN-0048213', '00482139', 'H1234567'],
    invalid: ['12', 'ABCDEF', '12/03/2024'],
  },
}
