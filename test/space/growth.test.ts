import { describe, expect, test } from 'vitest'
import { prove } from '../../src/analysis/index.js'
import { type CandidateListing, listCandidates } from '../../src/space/candidates.js'
import { openSpace } from '../../src/space/index.js'
import { proofKindsOf } from '../../src/space/proofKinds.js'
import type { SupportCount } from '../../src/space/terms.js'
import { statesCompared } from '../analysis/statesCompared.js'
import {
  claimsOf,
  compile,
  fresher,
  type GrowingSize,
  makeSized,
  SIZES,
  type Sizes,
} from '../growth/sized.js'

type Work = Readonly<Record<'prove' | 'diff' | 'proofs', number>>

const known = new Map<string, Work>()

/** Counts it once for one size: half of what grows begins at the same. */
function workOf(sizes: Sizes): Work {
  const key = JSON.stringify(sizes)
  const work = known.get(key) ?? countWork(sizes)
  known.set(key, work)
  return work
}

/** Counts what is done instead of how long it takes: states looked at, and proofs that are listed to be tried. */
function countWork(sizes: Sizes): Work {
  const document = makeSized(sizes)
  const policy = compile(document)
  const space = openSpace(policy)
  const proofs = claimsOf(sizes).map((claim) => prove(space, claim))
  const asked = { write: 3, read: 0, categories: 2, methods: ['session', 'sms'] } as const
  const listed = listFor(asked, proofKindsOf([policy]))
  return {
    prove: proofs.reduce((sum, proof) => sum + (proof.ok ? proof.value.states : Number.NaN), 0),
    diff: statesCompared(policy, compile(fresher(document))),
    proofs: listed.length,
  }
}

/** Lists the proofs that are tried for what asks this. */
function listFor(requires: SupportCount['requires'], kinds: CandidateListing['kinds']) {
  const count = { about: 'class', name: 'class_0', variable: 0, requires } as const
  return listCandidates({
    count,
    counts: [count],
    write: 3,
    isLinked: false,
    session: true,
    mayAsk: true,
    kinds,
    isExact: true,
    bands: [],
  })
}

test('kinds of proof that no part of a question tells apart are tried as one', () => {
  const kinds = proofKindsOf([compile(makeSized(SIZES))])
  const others = kinds.map((kind) => ({ ...kind, method: `other_${kind.method}` }))
  const numberOf = (requires: SupportCount['requires']) => ({
    once: listFor(requires, kinds).length,
    twice: listFor(requires, [...kinds, ...others]).length,
  })
  const untold = numberOf({ write: 3, read: 0 })
  expect(untold.twice).toBe(untold.once)
  // Who asks for a method tells them apart.
  const told = numberOf({ write: 3, read: 0, methods: ['session', 'verify_check'] })
  expect(told.twice).toBeGreaterThan(told.once)
})

/** From how much to how much of each thing is counted. */
const SPANS: readonly (readonly [GrowingSize, number, number])[] = [
  ['classes', 8, 32],
  ['actions', 8, 32],
  ['routes', 10, 40],
  ['risks', 4, 16],
  ['intents', 3, 9],
  ['facts', 2, 8],
  ['values', 3, 12],
  ['discloses', 1, 4],
  ['issuers', 1, 8],
  ['words', 2, 8],
  ['methods', 3, 12],
  ['ages', 2, 8],
  ['readers', 2, 6],
  ['roles', 2, 8],
  ['dates', 2, 8],
]

/** Work grows no faster than this power of what a policy holds. */
const MOST = 1.5

describe.each(SPANS)('%s from %d to %d', (dimension, from, to) => {
  const [small, large] = [from, to].map((size) => workOf({ ...SIZES, [dimension]: size }))
  test.each(['prove', 'diff', 'proofs'] as const)(
    'are no more than so much more work: %s',
    (question) => {
      const [less, more] = [small?.[question] ?? 0, large?.[question] ?? 0]
      expect(less).toBeGreaterThan(0)
      // What is a handful may well be twice as many of them.
      expect(more).toBeLessThanOrEqual(Math.max(50, less * (to / from) ** MOST))
    },
  )
})
