import type { Kinds } from './kinds.js'
import {
  joinSeen,
  joinSpanned,
  type Lens,
  MOST_KINDS,
  MOST_SPANNED,
  NOTHING,
  rankOf,
  type Summary,
  summarise,
} from './lens.js'
import type { Effect } from './universe.js'

/** Everything that some lenses see, and which risks are bad, as one list of numbers. */
export type Vector = readonly number[]

/** Sees sets of supports and risks through some lenses at once. Seeing more is `join`. */
export interface Focus {
  readonly lenses: readonly Lens[]
  project(effects: readonly Effect[]): Vector
  join(one: Vector, other: Vector): Vector
  /** The rank that each lens reaches, then a mask of the risks of each side. */
  outcome(vector: Vector): readonly number[]
  /** Whether there is more to tell apart than there are bits. */
  readonly isOverfull: boolean
}

const MOST_RISKS = 30

/** Focuses on some lenses and risks. First what each lens sees, then what categories span, then risks by side. */
export function focusOn(
  lenses: readonly Lens[],
  risks: readonly (readonly string[])[],
  sides: number,
  kinds: Kinds,
): Focus {
  const spanning = lenses.flatMap(({ categories }, at) => (categories === undefined ? [] : [at]))
  const see = (lens: Lens, effects: readonly Effect[]): Summary =>
    (effects[lens.side]?.supports ?? []).reduce<Summary>(([seen, spanned], support) => {
      const [more, further] = summarise(lens, support, kinds)
      return [
        joinSeen(seen, more, kinds),
        joinSpanned(spanned, further, lens.categories ?? 1, kinds),
      ]
    }, NOTHING)
  const count = lenses.length
  const spannedAt = (vector: Vector, at: number): number => {
    const place = spanning.indexOf(at)
    return place < 0 ? 0 : (vector[count + place] ?? 0)
  }
  const joinAt = (at: number, one: number, other: number): number => {
    if (at < count) return joinSeen(one, other, kinds)
    const spans = spanning[at - count]
    return spans === undefined
      ? one | other
      : joinSpanned(one, other, lenses[spans]?.categories ?? 1, kinds)
  }
  return {
    lenses,
    project(effects) {
      const seen = lenses.map((lens) => see(lens, effects))
      return [
        ...seen.map(([bits]) => bits),
        ...spanning.map((at) => seen[at]?.[1] ?? 0),
        ...Array.from({ length: sides }, (_, side) => maskOf(risks, effects[side]?.risks ?? [])),
      ]
    },
    join(one, other) {
      const joined: number[] = []
      for (let at = 0; at < one.length; at++) {
        const a = one[at] ?? 0
        const b = other[at] ?? 0
        joined.push((b & ~a) === 0 ? a : joinAt(at, a, b))
      }
      return joined
    },
    outcome: (vector) => [
      ...lenses.map((lens, at) => rankOf(lens, [vector[at] ?? 0, spannedAt(vector, at)])),
      ...vector.slice(count + spanning.length),
    ],
    isOverfull:
      kinds.count > MOST_KINDS ||
      (spanning.length > 0 && kinds.count >= MOST_SPANNED) ||
      risks.length > MOST_RISKS,
  }
}

const maskOf = (classes: readonly (readonly string[])[], bad: readonly string[]): number =>
  classes.reduce(
    (mask, alike, at) => (alike.some((risk) => bad.includes(risk)) ? mask | (1 << at) : mask),
    0,
  )
