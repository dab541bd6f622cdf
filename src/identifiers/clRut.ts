import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Gives the check character: factors 2 to 7 from the right, over and over, mod 11, where 10
 * is K and 11 is 0.
 */
function checkOf(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((all, digit, i) => all + Number(digit) * (2 + (i % 6)), 0)
  const rest = 11 - (sum % 11)
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest)
}

/**
 * Chilean RUT or RUN: number and a check character mod 11, 0-9 or K (Servicio de Impuestos
 * Internos). `12.345.678-5`; people and companies have numbers of one row.
 */
export const clRut: Identifier = {
  type: 'cl_rut',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit', 'mixed'],
  firstGroup: [1, 2, 7, 8, 9],
  minDigits: 7,
  minLength: 7,
  pattern:
    /(?<![A-Za-z0-9])(?<!\d[./-])(?:\d{1,2}\.\d{3}\.\d{3}|\d{7,8}) ?-? ?[\dK](?![A-Za-z0-9])(?!-\d)/gi,
  parse(text) {
    const value = text.replace(/[ .-]/g, '').toUpperCase()
    if (!/^\d{7,8}[\dK]$/.test(value)) return fail('invalid_format')
    return checkOf(value.slice(0, -1)) === value.slice(-1) ? ok(value) : fail('invalid_checksum')
  },
  // The check character alone, of eleven that there are.
  mask: keepLast(1),
  // Dots and a hyphen are its own; without them one number in eleven passes.
  weigh(candidate) {
    if (/\..*-/.test(candidate)) return 80
    return /^\d{7,8}-/.test(candidate) ? 40 : 15
  },
  context: {
    words: ['rut', 'r.u.t', 'rol único', 'rol unico', 'mi run', 'cédula*', 'cedula*'],
    after: ['rut'],
  },
  examples: {
    valid: ['12.345.678-5', '12345678-5', '123456785', '6.265.837-1'],
    invalid: ['12.345.678-6', '1.234-5', '12.345.67-8'],
  },
}
