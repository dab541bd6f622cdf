import { identifiers } from '../identifiers/index.js'

// Parts of names that say nothing of what is numbered.
const GENERAL = new Set(['code', 'id', 'no', 'number'])

/**
 * Finds the identifier that people call otherwise than we do: `credit_card` -> `payment_card`, `cvv` -> `card_code`. It is
 * the first whose name and words, which tell it in a text, hold most of what was written; `undefined` where none does.
 */
export function identifierCalled(word: string, allowed: readonly string[]): string | undefined {
  const parts = word
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((part) => !GENERAL.has(part))
  const isSaid = (one: string): boolean => parts.some((part) => isCalled(part, one))
  const counted = identifiers
    .filter(({ type }) => allowed.includes(type))
    .map(({ type, context }) => {
      // A name of several words counts as many.
      const names = [...type.split('_'), ...(context?.words ?? [])].map((one) => one.split(' '))
      const said = new Set(names.filter((name) => name.every(isSaid)).flat())
      return {
        type,
        count: parts.filter((part) => [...said].some((one) => isCalled(part, one))).length,
      }
    })
  const most = Math.max(...counted.map(({ count }) => count))
  return most === 0 ? undefined : counted.find(({ count }) => count === most)?.type
}

/** Tells whether a part of a name is a word of an identifier, of which one with a star may go on. */
const isCalled = (part: string, word: string): boolean =>
  word.endsWith('*') ? part.startsWith(word.slice(0, -1)) : part === word
