import { isRecord, type JsonObject } from '../../model/index.js'
import type { PathStep, PathSteps } from '../../policy/index.js'

/** The smallest part of a document that two versions of it write otherwise. */
export interface KeyChange {
  /** What leads to it, in words: `routes`, `fraud`, `queue`. */
  readonly words: readonly string[]
  /** Where it stands in the old document, and in the new one: items of lists are counted. */
  readonly oldSteps: PathSteps
  readonly newSteps: PathSteps
  /** What stands there; `undefined` where nothing does. */
  readonly before: unknown
  readonly after: unknown
}

/**
 * Says of a change whether a merged document has it. It is asked once for each change, in the order
 * of the new document.
 */
export type KeyChangeFilter = (change: KeyChange) => boolean

/**
 * Lists every change between two documents, in the order of the new one.
 *
 * It is what a merge would ask about that takes everything.
 */
export function keyChangesOf(old: unknown, next: unknown): readonly KeyChange[] {
  const found: KeyChange[] = []
  withChanges(old, next, (change) => {
    found.push(change)
    return true
  })
  return found
}

/**
 * Makes the document that has some of the changes between two: the old one where none is taken, the new one where all
 * are. Objects are merged key by key, packs word by word, and lists of named things, such as routes, by name; every other
 * list is one thing, because its words may only mean something together.
 */
export const withChanges = (old: unknown, next: unknown, takes: KeyChangeFilter): unknown =>
  mergeValues(old, next, { words: [], oldSteps: [], newSteps: [] }, takes)

type MergePlace = Pick<KeyChange, 'words' | 'oldSteps' | 'newSteps'>

function mergeValues(
  old: unknown,
  next: unknown,
  place: MergePlace,
  takes: KeyChangeFilter,
): unknown {
  // The same text is the same value, but for the order of keys: that is reported as no change below.
  if (JSON.stringify(old) === JSON.stringify(next)) return old
  if (isRecord(old) && isRecord(next)) return mergeRecords(old, next, place, takes)
  // A pack is named by a word, or by the `pack` of one's own; other lists of words are one thing.
  const isWords = place.words.join() === 'packs'
  const [some, others] = [namedItems(old, isWords), namedItems(next, isWords)]
  if (some !== null && others !== null) return mergeNamed(some, others, place, takes)
  return takes({ ...place, before: old, after: next }) ? next : old
}

const placeBelow = (
  place: MergePlace,
  word: string,
  oldStep: PathStep,
  newStep: PathStep,
): MergePlace => ({
  words: [...place.words, word],
  oldSteps: [...place.oldSteps, oldStep],
  newSteps: [...place.newSteps, newStep],
})

/**
 * Merges two objects key by key: what one of them does not have is a change from nothing, or to
 * nothing.
 */
function mergeRecords(
  old: JsonObject,
  next: JsonObject,
  place: MergePlace,
  takes: KeyChangeFilter,
): JsonObject {
  const keys = [...new Set([...Object.keys(next), ...Object.keys(old)])]
  return Object.fromEntries(
    keys.flatMap((key) => {
      const merged = mergeValues(
        valueAt(old, key),
        valueAt(next, key),
        placeBelow(place, key, key, key),
        takes,
      )
      return merged === undefined ? [] : [[key, merged] as const]
    }),
  )
}

const valueAt = (members: JsonObject, key: string): unknown =>
  Object.hasOwn(members, key) ? members[key] : undefined

type NamedItems = ReadonlyMap<string, { readonly item: unknown; readonly at: number }>

// By these members an item of a list is known: a route, an issuer, a channel or a pack of one's own.
const NAMES = ['id', 'issuer', 'scheme', 'pack']

/** Gives a list's items by name; `null` for what is no list, or has an item without a name of its own. */
function namedItems(list: unknown, isWords: boolean): NamedItems | null {
  if (!Array.isArray(list)) return null
  const items: readonly unknown[] = list
  const named = new Map(
    items.flatMap((item, at) => {
      const name =
        isWords && !isRecord(item)
          ? item
          : NAMES.map((key) => (isRecord(item) ? item[key] : undefined)).find(
              (value) => typeof value === 'string',
            )
      return typeof name === 'string' ? [[name, { item, at }] as const] : []
    }),
  )
  return named.size === items.length ? named : null
}

/**
 * Merges two lists of named things: each thing by itself, and their order as a separate change. So
 * a route that is inserted does not change those that follow it.
 */
function mergeNamed(
  old: NamedItems,
  next: NamedItems,
  place: MergePlace,
  takes: KeyChangeFilter,
): readonly unknown[] {
  const shared = (one: NamedItems, other: NamedItems): readonly string[] =>
    [...one.keys()].filter((name) => other.has(name))
  const [oldOrder, newOrder] = [shared(old, next), shared(next, old)]
  const isMoved = oldOrder.join('\n') !== newOrder.join('\n')
  const order = { ...place, words: [...place.words, 'order'], before: oldOrder, after: newOrder }
  const names = isMoved && !takes(order) ? inOrder(old, next) : inOrder(next, old)
  return names.flatMap((name) => {
    const [one, other] = [old.get(name), next.get(name)]
    const at = placeBelow(place, name, one?.at ?? old.size, other?.at ?? next.size)
    const merged = mergeValues(one?.item, other?.item, at, takes)
    return merged === undefined ? [] : [merged]
  })
}

/**
 * Puts the names that only a second list has after those that they follow there, so that what was
 * put in stands where its author put it.
 */
function inOrder(first: NamedItems, second: NamedItems): readonly string[] {
  const names = [...first.keys()]
  let before = -1
  for (const name of second.keys()) {
    const known = names.indexOf(name)
    if (known === -1) names.splice(before + 1, 0, name)
    before = known === -1 ? before + 1 : known
  }
  return names
}
