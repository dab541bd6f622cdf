import { isRecord } from '../../model/index.js'
import { itemKeyOf } from '../declaringParts.js'
import { type FormIssue, wordIssue } from '../formIssues.js'
import type { Source } from '../readSource.js'
import { ADDABLE, type Composition } from './compositionSchema.js'
import { DOCUMENT_PARTS, declaredIn } from './mergeDocuments.js'
import { itemsOf, membersOf, partBelow, toItems, toMembers } from './parts.js'

/** What those who extend a policy may do besides tightening it. */
export interface Openings {
  /** Places they may change freely, step by step; `*` is any name. */
  readonly change: readonly (readonly string[])[]
  /** Parts of the document that they may add to. */
  readonly add: readonly string[]
}

/** Nothing: what is extended is only ever tightened. */
export const CLOSED: Openings = { change: [], add: [] }

/**
 * Reads what a document leaves open; what its base leaves open, where it says nothing of that.
 * `change: ['routes.*.queue']` -> `[['routes', '*', 'queue']]`. A document that says anything of it
 * says all of it.
 */
export const openingsOf = ({ brands }: Composition, base: Openings): Openings =>
  brands === undefined
    ? base
    : {
        change: (brands.change ?? []).map((path) => path.split('.')),
        add: brands.add ?? [],
      }

/**
 * Tells of places that are none (`unknown_place`), and of what a document would open that its own
 * base keeps shut (`opens_what_base_keeps`). What it declares itself it may open as it likes.
 */
export function checkOpenings(
  { brands }: Composition,
  base: { readonly openings: Openings; readonly document: Source } | null,
): readonly FormIssue[] {
  const { change = [], add = [] } = brands ?? {}
  return [
    ...change.flatMap((path, at): readonly FormIssue[] => {
      const steps = path.split('.')
      const [part = ''] = steps
      const place = ['brands', 'change', at]
      if (!DOCUMENT_PARTS.includes(part))
        return [wordIssue('unknown_place', place, path, DOCUMENT_PARTS)]
      return base === null ||
        isOwn(steps, base.document) ||
        base.openings.change.some((open) => covers(open, steps))
        ? []
        : [wordIssue('opens_what_base_keeps', place, path)]
    }),
    ...add.flatMap((part, at) =>
      base === null || base.openings.add.includes(part)
        ? []
        : [wordIssue('opens_what_base_keeps', ['brands', 'add', at], part)],
    ),
  ]
}

/** Tells whether a place is opened by a path: the path leads to it, or to what holds it. */
const covers = (open: readonly string[], steps: readonly string[]): boolean =>
  open.length <= steps.length && open.every((step, at) => step === '*' || step === steps[at])

// What a document declares itself is its own to leave open: a class that its base does not know.
const isOwn = ([part = '', name]: readonly string[], base: Source): boolean =>
  name !== undefined && name !== '*' && !declaredIn(part, partBelow(base, part)).includes(name)

/**
 * Tells whether a part of a document is left wholly to whoever extends it: `change: [routes]`, and
 * not `routes.*.queue`.
 */
export const isLeft = ({ change }: Openings, part: string): boolean =>
  change.some((path) => path.length === 1 && path[0] === part)

/**
 * Gives of a document what its base leaves it free to say: this alone may make the base looser.
 *
 * A brand that says `{ routes: [{ id: vip, queue: Other, priority: 9 }] }` over a base with
 * `change: ['routes.*.queue']` -> `{ routes: [{ id: vip, queue: Other }] }`.
 */
export function leftOpen(over: Source, base: Source, { change, add }: Openings): Source {
  const parts = membersOf(over).map(([name, part]): readonly [string, Source] => {
    const patterns = change.flatMap(([first, ...rest]) =>
      first === name || first === '*' ? [rest] : [],
    )
    const kept = keepMatching(
      changedOf(name, part, partBelow(base, name), patterns),
      patterns,
      itemKeyOf(name),
    )
    // What a document adds to a part of its base, whole.
    const mine = add.includes(name)
      ? declaredApart(name, part, partBelow(base, name), false)
      : undefined
    return [name, joinKept(kept, mine, part)]
  })
  return toMembers(parts, over)
}

// A place inside what is declared is open where the base declares it: what is new is added, which
// is another matter and another word (`add`).
function changedOf(
  name: string,
  part: Source,
  base: Source,
  patterns: readonly (readonly string[])[],
): Source {
  const isWhole = patterns.some((pattern) => pattern.length === 0)
  if (isWhole || !ADDABLE.some((one) => one === name)) return part
  return declaredApart(name, part, base, true)
}

/** Of what a part declares, what the base declares too, or what it does not. */
function declaredApart(name: string, part: Source, base: Source, isKnown: boolean): Source {
  const names = declaredIn(name, base)
  const isKept = (one: string): boolean => names.includes(one) === isKnown
  const key = itemKeyOf(name)
  return key === undefined
    ? toMembers(
        membersOf(part).filter(([one]) => isKept(one)),
        part,
      )
    : toItems(
        itemsOf(part).filter((item) => isKept(String(partBelow(item, key).value))),
        part,
      )
}

// The parts of a value that some pattern names, or the whole of it where a pattern ends here. An
// item of a list keeps the key that tells it apart, or it could not be put over the base's.
function keepMatching(
  part: Source,
  patterns: readonly (readonly string[])[],
  key?: string,
): Source | undefined {
  if (patterns.length === 0) return undefined
  if (patterns.some((pattern) => pattern.length === 0)) return part
  const inner = (name: string): readonly (readonly string[])[] =>
    patterns.flatMap(([first, ...rest]) => (first === name || first === '*' ? [rest] : []))
  if (isRecord(part.value)) {
    const kept = membersOf(part).flatMap(([name, member]) => {
      const one = keepMatching(member, inner(name))
      return one === undefined ? [] : [[name, one] as const]
    })
    return kept.length === 0 ? undefined : toMembers(kept, part)
  }
  if (key === undefined || !Array.isArray(part.value)) return undefined
  const items = itemsOf(part).flatMap((item) => {
    const id = partBelow(item, key)
    const one = keepMatching(item, inner(String(id.value)))
    return one === undefined ? [] : [toMembers([...membersOf(one), [key, id]], item)]
  })
  return items.length === 0 ? undefined : toItems(items, part)
}

/** Puts together what is changed and what is added; nothing where it is neither. */
const joinKept = (kept: Source | undefined, mine: Source | undefined, at: Source): Source => {
  if (kept === undefined || mine === undefined)
    return kept ?? mine ?? { value: undefined, locate: at.locate }
  return Array.isArray(kept.value)
    ? toItems([...itemsOf(kept), ...itemsOf(mine)], at)
    : toMembers([...membersOf(kept), ...membersOf(mine)], at)
}
