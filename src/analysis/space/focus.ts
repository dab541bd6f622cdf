import type { Kinds } from './kinds.js'
import {
  type Aim,
  type Hold,
  holdDown,
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
import { numbering, type Vector } from './numbering.js'
import type { Look } from './sight.js'

/** What is made of a set of supports and risks: the rank that each lens reaches, and a mask of the risks of each side. */
export interface Outcome {
  /** Equal for equal outcomes. */
  readonly id: number
  readonly ranks: readonly number[]
  readonly bad: readonly number[]
}

/** How a look is taken: of what age, gathered for what, and held down how far on each side. */
export interface Angle {
  readonly age: number
  readonly aim: Aim
  readonly holds: readonly Hold[]
}

/**
 * Sees sets of supports and risks through some lenses at once. What is seen of a set goes by a number; equal numbers
 * are seen alike, and 0 is nothing. Seeing more is `join`.
 */
export interface Focus {
  readonly lenses: readonly Lens[]
  /** `like` is what was seen of the same look, held down alike: what no age or aim changes is taken over from it. */
  see(look: Look, angle: Angle, like?: number): number
  join(one: number, other: number): number
  outcome(seen: number): Outcome
  /** Which ages the lenses tell apart: equal numbers for equal sights. */
  ageBand(age: number): number
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
  const count = lenses.length
  const first = count + spanning.length
  const nothing: Vector = Array.from({ length: first + sides }, () => 0)
  const { idOf, vectorOf } = numbering(nothing)
  const limits = [...new Set(lenses.flatMap(({ maxAge }) => maxAge ?? []))]
  const joinAt = (at: number, one: number, other: number): number => {
    if (at < count) return joinSeen(one, other, kinds)
    const lens = lenses[spanning[at - count] ?? -1]
    return lens === undefined ? one | other : joinSpanned(one, other, lens.categories ?? 1, kinds)
  }
  const outcomes: Outcome[] = []
  const all = numbering([...lenses.map(() => 0), ...Array.from({ length: sides }, () => 0)])
  return {
    lenses,
    see(look, angle, like) {
      const before = like === undefined ? undefined : vectorOf(like)
      const vector = before === undefined ? [...nothing] : [...before]
      for (const [at, lens] of lenses.entries()) {
        if (before !== undefined && lens.isPlain === true) continue
        const [seen, spanned] = seeThrough(lens, look, angle, kinds)
        vector[at] = seen
        if (lens.categories !== undefined) vector[count + spanning.indexOf(at)] = spanned
      }
      if (before === undefined) {
        for (const [side, bad] of look.risks.entries()) vector[first + side] = maskOf(risks, bad)
      }
      return idOf(vector)
    },
    join(one, other) {
      if (one === other || other === 0) return one
      if (one === 0) return other
      const [a, b] = [vectorOf(one), vectorOf(other)]
      const joined: number[] = []
      let isSame = true
      for (let at = 0; at < a.length; at++) {
        const [x, y] = [a[at] ?? 0, b[at] ?? 0]
        const both = (y & ~x) === 0 ? x : joinAt(at, x, y)
        isSame &&= both === x
        joined.push(both)
      }
      return isSame ? one : idOf(joined)
    },
    outcome(seen) {
      const known = outcomes[seen]
      if (known !== undefined) return known
      const vector = vectorOf(seen)
      const spannedAt = (at: number): number => {
        const place = spanning.indexOf(at)
        return place < 0 ? 0 : (vector[count + place] ?? 0)
      }
      const ranks = lenses.map((lens, at) => rankOf(lens, [vector[at] ?? 0, spannedAt(at)]))
      const bad = vector.slice(first)
      const outcome = { id: all.idOf([...ranks, ...bad]), ranks, bad }
      outcomes[seen] = outcome
      return outcome
    },
    ageBand: (age) => {
      let band = 0
      for (const limit of limits) if (age >= limit) band += 1
      return band
    },
    isOverfull:
      kinds.count > MOST_KINDS ||
      (spanning.length > 0 && kinds.own >= MOST_SPANNED) ||
      risks.length > MOST_RISKS,
  }
}

function seeThrough(lens: Lens, look: Look, { age, aim, holds }: Angle, kinds: Kinds): Summary {
  let [seen, spanned] = NOTHING
  const hold = holds[lens.side]
  for (const sight of look.sights[lens.side] ?? []) {
    const held = hold === undefined ? sight : holdDown(sight, hold)
    const [more, further] = summarise(lens, held, aim, age)
    seen = joinSeen(seen, more, kinds)
    if (further !== 0) spanned = joinSpanned(spanned, further, lens.categories ?? 1, kinds)
  }
  return [seen, spanned]
}

const maskOf = (classes: readonly (readonly string[])[], bad: readonly string[]): number =>
  classes.reduce(
    (mask, alike, at) => (alike.some((risk) => bad.includes(risk)) ? mask | (1 << at) : mask),
    0,
  )
