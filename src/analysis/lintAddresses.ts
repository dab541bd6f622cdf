import { isRecord } from '../model/index.js'
import { asList } from '../policy/index.js'
import type { Check, Finding } from './finding.js'
import type { PathSteps } from './mutation/edit.js'

/**
 * Finds addresses of the business in conditions that no message is ever written to: Twilio writes a number with `+` and
 * its country (E.164), and no country begins with 0. And numbers that have a digit too few or too many.
 */
export const lintAddresses: Check = ({
  document: { classes, actions = {}, routes, invariants = [] },
}) =>
  Object.entries({ classes, actions, routes, invariants }).flatMap(([part, said]) =>
    addressesBelow(said, [part]),
  )

function addressesBelow(said: unknown, path: PathSteps): readonly Finding[] {
  if (Array.isArray(said))
    return said.flatMap((one: unknown, index) => addressesBelow(one, [...path, index]))
  if (!isRecord(said)) return []
  return Object.entries(said).flatMap(([key, value]) =>
    key === 'to' && (typeof value === 'string' || Array.isArray(value))
      ? neverWritten(value, [...path, key])
      : addressesBelow(value, [...path, key]),
  )
}

const neverWritten = (words: string | readonly unknown[], path: PathSteps): readonly Finding[] =>
  asList(words).flatMap((word, index): readonly Finding[] => {
    if (typeof word !== 'string') return []
    const place = typeof words === 'string' ? path : [...path, index]
    if (NO_NUMBER.test(word)) return [{ code: 'address_never_written', path: place, word }]
    const suggestion = ofNoLength(word)
    return suggestion === null
      ? []
      : [{ code: 'address_of_no_length', path: place, word, suggestion }]
  })

// Behind the scheme of a channel, where there is one: a country that begins with 0, or the number as it is dialled at home.
const NO_NUMBER = /^(?:[a-z]+:)?(?:\+0|0\d)[\d\s()-]*\*?$/

// Ten digits of a number at home, as most of North America writes them; Twilio's short codes have at most eight.
const AT_HOME = /^[2-9]\d{2}[2-9]\d{6}$/
const IN_FULL = /^(?:[a-z]+:)?\+(\d+)(\*?)$/
/** Digits behind the `+` of a number of North America, and of any (E.164). */
const [IN_AMERICA, LONGEST] = [11, 15]

/** Says how long a number has to be that is of another length; `null` for what may be one. Behind a star anything may stand. */
function ofNoLength(word: string): string | null {
  if (AT_HOME.test(word)) return `write it with its country, \`+1${word}\` if that is \`+1\``
  const [, digits = '', star] = IN_FULL.exec(word) ?? []
  const isAmerican = digits.startsWith('1')
  const longest = isAmerican ? IN_AMERICA : LONGEST
  const isOff = digits.length > longest || (isAmerican && star === '' && digits.length < longest)
  if (digits === '' || !isOff) return null
  return isAmerican
    ? 'ten digits stand behind `+1`'
    : `at most ${LONGEST} digits stand behind \`+\``
}
