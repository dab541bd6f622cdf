import { identifiers } from '../identifiers/index.js'

// Parts of names that say nothing of what is numbered.
const GENERAL = new Set(['code', 'id', 'no', 'number'])

// Kinds that each country has of its own begin with the country: `us_itin`.
const OF_COUNTRY = /^[a-z]{2}_/

/**
 * Finds the identifiers that people call otherwise than we do: `credit_card` -> `payment_card`, `cvv` -> `card_code`. It is
 * the first whose name and words, which tell it in a text, hold most of what was written; all of those, where each is a
 * country's own: `tax_id` -> `us_itin`, `us_ein`, `de_steuer_id`. None where none holds any of it.
 */
export function identifiersCalled(word: string, allowed: readonly string[]): readonly string[] {
  const parts = word.toLowerCase().split(/[^\p{L}\d]+/u)
  const telling = parts.filter((part) => !GENERAL.has(part))
  const isSaid = (one: string): boolean => parts.some((part) => isCalled(part, one))
  const counted = identifiers
    .filter(({ type }) => allowed.includes(type))
    .map(({ type, context }) => {
      // A name of several words counts as many.
      const names = [...type.split('_'), ...(context?.words ?? [])].map((one) => one.split(' '))
      const said = new Set(names.filter((name) => name.every(isSaid)).flat())
      return {
        type,
        count: telling.filter((part) => [...said].some((one) => isCalled(part, one))).length,
      }
    })
  const most = Math.max(...counted.map(({ count }) => count))
  if (most === 0) return []
  const found = counted.filter(({ count }) => count === most).map(({ type }) => type)
  return found.every((type) => OF_COUNTRY.test(type)) ? found : found.slice(0, 1)
}

/** Tells whether a part of a name is a word of an identifier, of which one with a star may go on. */
const isCalled = (part: string, word: string): boolean =>
  word.endsWith('*') ? part.startsWith(word.slice(0, -1)) : part === word
