import { fail, ok } from '../model/result.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const NUMERIC = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})$/
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]{3})[a-z]{0,6}\.?,?[ -](\d{2}|\d{4})$/
const MONTH_FIRST = /^([a-z]{3})[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{2}|\d{4})$/

const write = (year: string, a: string | number, b: string | number): string =>
  `${year}-${String(a).padStart(2, '0')}-${String(b).padStart(2, '0')}`

// Which of two numbers is the day is not told, and does not matter to whoever hides them.
function read(text: string): string | null {
  const iso = ISO.exec(text)
  if (iso) return possible(iso[1], iso[2], iso[3])
  const numeric = NUMERIC.exec(text)
  if (numeric) return possible(numeric[3], numeric[1], numeric[2])
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) return possible(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst ? possible(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]) : null
}

const monthOf = (name = ''): string => String(MONTHS.indexOf(name) + 1)

function possible(year = '', a = '', b = ''): string | null {
  const [low, high] = Number(a) <= Number(b) ? [Number(a), Number(b)] : [Number(b), Number(a)]
  return low >= 1 && low <= 12 && high <= 31 ? write(year.padStart(4, '19'), a, b) : null
}

/** Date of birth: a date beside words about birth. */
export const dateOfBirth: Identifier = {
  type: 'date_of_birth',
  dataClass: 'personal',
  fieldDecides: true,
  anchors: ['digit', 'mixed', 'word'],
  next: ' -/.,',
  firstLetters: [3, 4, 5, 6, 7, 8, 9],
  firstGroup: [1, 2, 4],
  pattern:
    /(?<![A-Za-z0-9.$/-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?[a-z]{3,9}\.?,?[ -](?:\d{4}|\d{2})|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:\d{4}|\d{2}))(?![A-Za-z0-9/-])/gi,
  parse(text) {
    const value = read(text.toLowerCase())
    return value === null ? fail('invalid_format') : ok(value)
  },
  mask: hideAll,
  weigh: () => 10,
  context: { words: ['birth*', 'dob', 'd.o.b', 'born'], within: 44, after: ['birth*', 'dob'] },
  contextOnly: true,
  examples: {
    valid: ['12/05/1980', '1985-01-01', '15th June 1991', 'June 15, 1991', '22-nov-1972'],
    invalid: ['13/13/1980', '99/99/99', '15th Foo 1991'],
  },
}
