import { isRecord } from '../model/index.js'
import { listOf } from '../policy/index.js'
import type { Check, Finding } from './finding.js'
import type { Step } from './mutation/edit.js'

/**
 * Finds addresses of the business in conditions that no message is ever written to: Twilio writes a number with `+` and
 * its country (E.164), and no country begins with 0.
 */
export const lintAddresses: Check = ({
  document: { classes, actions = {}, routes, invariants = [] },
}) =>
  Object.entries({ classes, actions, routes, invariants }).flatMap(([part, said]) =>
    addressesBelow(said, [part]),
  )

function addressesBelow(said: unknown, path: readonly Step[]): readonly Finding[] {
  if (Array.isArray(said))
    return said.flatMap((one: unknown, index) => addressesBelow(one, [...path, index]))
  if (!isRecord(said)) return []
  return Object.entries(said).flatMap(([key, value]) =>
    key === 'to' && (typeof value === 'string' || Array.isArray(value))
      ? neverWritten(value, [...path, key])
      : addressesBelow(value, [...path, key]),
  )
}

const neverWritten = (
  words: string | readonly unknown[],
  path: readonly Step[],
): readonly Finding[] =>
  listOf(words).flatMap((word, index): readonly Finding[] => {
    if (typeof word !== 'string' || !NO_NUMBER.test(word)) return []
    const place = typeof words === 'string' ? path : [...path, index]
    return [{ code: 'address_never_written', path: place, word }]
  })

// Behind the scheme of a channel, where there is one: a country that begins with 0, or the number as it is dialled at home.
const NO_NUMBER = /^(?:[a-z]+:)?(?:\+0|0\d)[\d\s()-]*\*?$/
