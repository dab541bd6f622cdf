import { isRecord } from '../../model/index.js'
import type { PathStep, Source } from '../readSource.js'

/**
 * Gives what stands below a part, with its place; a part without a value where nothing does, so
 * that a caller may go on below it.
 */
export const partBelow = ({ value, locate }: Source, step: PathStep): Source => ({
  value: memberOf(value, step),
  locate: (path, part) => locate([step, ...path], part),
})

/** Only own keys: a document may name something `constructor`. */
const memberOf = (value: unknown, step: PathStep): unknown => {
  if (isRecord(value)) return Object.hasOwn(value, step) ? value[step] : undefined
  return Array.isArray(value) ? value[Number(step)] : undefined
}

/** Lists the members of a part that are keyed by name; none of what is no object. */
export const membersOf = (part: Source): readonly (readonly [string, Source])[] =>
  isRecord(part.value) ? Object.keys(part.value).map((key) => [key, partBelow(part, key)]) : []

/** Lists the items of a part; one word alone is a list of it, and what is absent has none. */
export const itemsOf = (part: Source): readonly Source[] => {
  if (part.value === undefined) return []
  return Array.isArray(part.value) ? part.value.map((_, at) => partBelow(part, at)) : [part]
}

/**
 * Tells whether two parts say the same, wherever they were written. Keys in another order are
 * another text; that only makes a list longer by an item that says the same.
 */
export const isSame = (one: Source, other: Source): boolean =>
  JSON.stringify(one.value) === JSON.stringify(other.value)

/**
 * Puts parts together under their names; a part without a value is left out. What stands there
 * itself, and what is not among them, is where `at` says.
 */
export const toMembers = (members: readonly (readonly [string, Source])[], at: Source): Source => {
  const named = new Map(members.filter(([, { value }]) => value !== undefined))
  return {
    value: Object.fromEntries([...named].map(([key, { value }]) => [key, value])),
    locate: ([step, ...path], part) => {
      const member = named.get(String(step))
      return member === undefined
        ? at.locate(step === undefined ? [] : [step, ...path], part)
        : member.locate(path, part)
    },
  }
}

/** Puts parts together in a list, each with its own places. The list itself is where `at` is. */
export const toItems = (items: readonly Source[], at: Source): Source => ({
  value: items.map(({ value }) => value),
  locate: ([step, ...path], part) => {
    const item = items[Number(step)]
    return item === undefined ? at.locate([], part) : item.locate(path, part)
  },
})
