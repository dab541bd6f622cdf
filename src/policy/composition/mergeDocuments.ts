import { isRecord } from '../../model/index.js'
import { type DeclaringName, itemKeyOf } from '../declaringParts.js'
import type { ActionDocument, ClassDocument, PolicyDocument } from '../document.js'
import type { Source } from '../readSource.js'
import { isSame, itemsOf, membersOf, partBelow, toItems, toMembers } from './parts.js'

/**
 * Puts what a brand says over what its base says. Nothing is judged here: what came out looser is
 * found afterwards, by comparing what both compile to.
 *
 * Either may say nothing (`value` is undefined). What comes out keeps the places of whichever
 * document said it, so that a mistake is told there.
 */
type MergePart = (base: Source, over: Source) => Source

/** What a brand writes to take away what its base gives. */
export const TAKEN_AWAY = 'never'

/** What was taken away, at the place where that is said. */
const takenAway = (at: Source): Source => ({ value: undefined, locate: at.locate })

/**
 * What the brand says stands in place of what the base says; where it says nothing, the base's
 * stays.
 */
const takeLast: MergePart = (base, over) => (over.value === undefined ? base : over)

/** What is each document's own, such as its name. */
const takeOwn: MergePart = (_, over) => over

/**
 * What either says counts: the base's first, each word once. A brand cannot take a word away, which
 * would open what the word closed.
 */
const mergeLists: MergePart = (base, over) => {
  if (over.value === undefined) return base
  if (base.value === undefined) return over
  const first = itemsOf(base)
  const more = itemsOf(over).filter((item) => !first.some((known) => isSame(known, item)))
  return toItems([...first, ...more], over)
}

/**
 * Each name is put over the same name of the base, by one way for all of them or by a way for each;
 * a name that has no way of its own is replaced.
 */
const byName =
  (each: MergePart | Readonly<Record<string, MergePart>>): MergePart =>
  (base, over) => {
    if (!isRecord(base.value) || !isRecord(over.value)) return takeLast(base, over)
    const names = new Set([...Object.keys(base.value), ...Object.keys(over.value)])
    const mergeOf = (name: string): MergePart =>
      typeof each === 'function'
        ? each
        : ((Object.hasOwn(each, name) ? each[name] : undefined) ?? takeLast)
    return toMembers(
      [...names].map((name) => [name, mergeOf(name)(partBelow(base, name), partBelow(over, name))]),
      over,
    )
  }

/**
 * Each item is put over the item of the base that declares the same name; more are put behind, or
 * before the last. New routes go before the last one, which has no condition and would shadow them.
 */
const byItem =
  (part: DeclaringName, each: MergePart, more: 'last' | 'before the last' = 'last'): MergePart =>
  (base, over) => {
    const key = itemKeyOf(part)
    if (key === undefined || !Array.isArray(base.value) || !Array.isArray(over.value))
      return takeLast(base, over)
    const isOne = (item: Source, other: Source): boolean =>
      partBelow(item, key).value !== undefined &&
      isSame(partBelow(item, key), partBelow(other, key))
    const [first, mine] = [itemsOf(base), itemsOf(over)]
    const merged = first.map((item) => {
      const same = mine.find((other) => isOne(item, other))
      return same === undefined ? item : each(item, same)
    })
    const added = mine.filter((item) => !first.some((known) => isOne(known, item)))
    const end = more === 'last' ? merged.length : Math.max(0, merged.length - 1)
    return toItems([...merged.slice(0, end), ...added, ...merged.slice(end)], over)
  }

/**
 * What a rung or a delivery takes: each part is put over the base's, and one level alone is what it
 * stands for. `full: verified` under `full: { maxAge: 15m }` -> verified in both directions, and
 * not older than 15 minutes.
 */
const mergeRequirement: MergePart = (base, over) => {
  if (over.value === TAKEN_AWAY) return takenAway(over)
  if (over.value === undefined || base.value === undefined) return takeLast(base, over)
  return byName(takeLast)(inFull(base, ['write', 'read']), inFull(over, ['write', 'read']))
}

/** Writes one level as the object it stands for; each direction is where the word is. */
const inFull = (word: Source, directions: readonly ('write' | 'read')[]): Source =>
  typeof word.value === 'object'
    ? word
    : {
        value: Object.fromEntries(directions.map((direction) => [direction, word.value])),
        locate: (_, part) => word.locate([], part),
      }

/**
 * What is written whole or not at all, because its parts mean nothing apart: a list of who may act
 * for others.
 */
const takeWhole: MergePart = (base, over) =>
  over.value === TAKEN_AWAY ? takenAway(over) : takeLast(base, over)

/**
 * How each part of a class is put over the base's. The type asks for every part, so that none is
 * added to classes without a word here.
 */
const CLASS: Readonly<Record<keyof ClassDocument, MergePart>> = {
  fields: mergeLists,
  kind: mergeLists,
  accept: mergeRequirement,
  confirm: mergeRequirement,
  masked: mergeRequirement,
  full: mergeRequirement,
  channels: byName(byName(takeLast)),
  representative: takeWhole,
  deliver_to_record: mergeRequirement,
  agent: mergeLists,
  from: takeLast,
  until: takeLast,
  when: takeLast,
  unless: takeLast,
}

// What an action takes is asked of it part by part as well, so whatever is not named here replaces
// the base's.
const ACTION: Readonly<Partial<Record<keyof ActionDocument, MergePart>>> = {
  kind: mergeLists,
  notify: mergeLists,
  source: mergeLists,
  representative: takeWhole,
  deliver_to_record: mergeRequirement,
}

/** An action may be one level alone, which is what is asked of whoever writes: an action shows nothing, so it has no `read`. */
const mergeAction: MergePart = (base, over) => {
  if (over.value === undefined || base.value === undefined) return takeLast(base, over)
  return byName(ACTION)(inFull(base, ['write']), inFull(over, ['write']))
}

const routes = byItem('routes', byName(takeLast), 'before the last')

/**
 * How each part of a document is put over the base's. A part that is added to documents says here
 * how it is.
 */
const DOCUMENT: Readonly<Record<keyof PolicyDocument, MergePart>> = {
  $schema: takeOwn,
  policy: takeOwn,
  version: takeOwn,
  description: takeOwn,
  zone: takeLast,
  packs: mergeLists,
  facts: byName(takeLast),
  classes: byName(byName(CLASS)),
  actions: byName(mergeAction),
  roles: mergeLists,
  counters: byName(takeLast),
  break_glass: byName({ notice: mergeLists }),
  stepUp: takeLast,
  methods: byName(takeLast),
  routes,
  redact: byName(byName(takeLast)),
  risk: byName(takeLast),
  issuers: byItem('issuers', byName({ acr: byName(takeLast), amr: byName(takeLast) })),
  channels: byItem('channels', byName(takeLast)),
  knowledge: byName(byName({ asks: mergeLists })),
  regions: mergeLists,
  allow: mergeLists,
  identifiers: byName(takeLast),
  refuses: mergeLists,
  // The base's own say what the base does. A brand asks for them where they are to be so of it as
  // well.
  tests: takeOwn,
  invariants: mergeLists,
}

/**
 * Puts a document over its base: what is merged, and where each part of it was written. Neither is
 * changed.
 */
export const mergeDocuments = (
  base: Source,
  over: Source,
  { ownRoutes, baseTests }: { readonly ownRoutes: boolean; readonly baseTests: boolean },
): Source =>
  byName({
    ...DOCUMENT,
    ...(ownRoutes && { routes: takeLast }),
    ...(baseTests && { tests: mergeLists }),
  })(base, over)

/** Lists the names of a document's parts. */
export const DOCUMENT_PARTS: readonly string[] = Object.keys(DOCUMENT)

/**
 * Lists what a document declares by name, or by the key that tells its items apart: of `routes: [{
 * id: vip }]`, `['vip']`.
 */
export const declaredIn = (part: string, said: Source): readonly string[] => {
  const key = itemKeyOf(part)
  if (key === undefined) return membersOf(said).map(([name]) => name)
  return itemsOf(said).map((item) => String(partBelow(item, key).value))
}
