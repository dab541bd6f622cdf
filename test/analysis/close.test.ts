import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask } from '../../src/analysis/space/ask.js'
import { type Addition, additionsOf, close, joinAll } from '../../src/analysis/space/close.js'
import { enumerate } from '../../src/analysis/space/enumerate.js'
import type { Focus } from '../../src/analysis/space/focus.js'
import { numbering } from '../../src/analysis/space/numbering.js'
import { openSpace } from '../../src/analysis/space/openSpace.js'
import { examples } from './policies.js'

// The plainest of all lenses: what is seen of a set is the union of bits, and so is its outcome.
const bits: Focus = {
  lenses: [],
  see: () => 0,
  join: (one, other) => one | other,
  outcome: (seen) => ({ id: seen & 7, ranks: [seen & 7], bad: [] }),
  ageBand: () => 0,
  isOverfull: false,
}

const ingredient = { name: 'any', part: () => ({}) }
const look = { id: 0, sights: [], risks: [], namesPayment: false, isClaim: false }

const anyAdditions = fc.array(
  fc.record({ seen: fc.integer({ min: 1, max: 63 }), weight: fc.integer({ min: 1, max: 3 }) }).map(
    ({ seen, weight }): Addition => ({
      seen,
      purpose: null,
      linked: false,
      shape: { ingredient, age: 0, weight, look },
    }),
  ),
  { maxLength: 7 },
)

/** The least weight at which any set of additions is seen as each number, by trying all sets. */
function byTryingAll(base: number, additions: readonly Addition[]): ReadonlyMap<number, number> {
  const least = new Map<number, number>()
  for (let set = 0; set < 2 ** additions.length; set++) {
    const chosen = additions.filter((_, at) => (set & (1 << at)) !== 0)
    const seen = chosen.reduce((all, one) => all | one.seen, base)
    const weight = chosen.reduce((all, one) => all + one.shape.weight, 0)
    least.set(seen, Math.min(weight, least.get(seen) ?? Number.POSITIVE_INFINITY))
  }
  return least
}

test('reaches what any set of additions makes of a base, by the lightest set that does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 63 }), anyAdditions, (base, additions) => {
      const reached = close(bits, base, additions, 1_000)
      expect(new Map(reached.map(({ seen, weight }) => [seen, weight]))).toEqual(
        byTryingAll(base, additions),
      )
      for (const one of reached) {
        const chosen = additionsOf(one)
        expect(chosen.reduce((all, { seen }) => all | seen, base)).toBe(one.seen)
      }
    }),
  )
})

test('sets of two sorts are all the unions of a set of either, each outcome by the lightest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 63 }),
      anyAdditions,
      anyAdditions,
      (base, some, others) => {
        const joined = joinAll(
          bits,
          close(bits, base, some, 1_000),
          close(bits, 0, others, 1_000),
          1_000,
        )
        const least = new Map<number, number>()
        for (const [seen, weight] of byTryingAll(base, [...some, ...others])) {
          const id = seen & 7
          least.set(id, Math.min(weight, least.get(id) ?? Number.POSITIVE_INFINITY))
        }
        expect(new Map(joined?.map(({ outcome, weight }) => [outcome.id, weight]))).toEqual(least)
      },
    ),
  )
})

test('vectors have one number each, and are found again by it', () => {
  const anyVector = fc.array(fc.integer(), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(anyVector), (vectors) => {
      const { idOf, vectorOf } = numbering([0, 0, 0])
      const ids = vectors.map(idOf)
      expect(ids.map(vectorOf)).toEqual(vectors)
      expect(vectors.map(idOf)).toEqual(ids)
      expect(idOf([0, 0, 0])).toBe(0)
      expect(new Set(ids).size).toBe(new Set(vectors.map(String)).size)
    }),
  )
})

test('a question is answered at exactly as many views as there are, and refused at every bound below', () => {
  for (const { policy } of examples) {
    const name = policy.classes[2]?.name ?? ''
    const about = { classes: [name], actions: [], conditions: [{ risk: ['sim_swap'] }] }
    const at = (most?: number) => {
      // A space of its own: what was surveyed before is known at any bound.
      const { universe } = openSpace(policy)
      const scope = ask([policy], universe, about)
      if (!scope.ok) throw new Error('too many')
      return enumerate(universe, { ...scope.value, answer: () => '' }, most)
    }
    const all = at()
    if (!all.ok) throw new Error('too many')
    const { views } = all.value
    expect(at(views).ok).toBe(true)
    for (const most of [0, 1, 10, Math.floor(views / 2), views - 1]) {
      const found = at(most)
      expect(!found.ok && found.issues.map(({ code }) => code), String(most)).toEqual([
        'too_many_states',
      ])
    }
  }
})
