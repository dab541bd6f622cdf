import { expect, test } from 'vitest'
import { isProved } from '../../src/decide/index.js'
import { MINUTE, type Support } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { listCandidates, NOW } from '../../src/space/candidates.js'
import { isGivenBy } from '../../src/space/givenBy.js'
import { proofKindsOf } from '../../src/space/proofKinds.js'
import { findSupports } from '../../src/space/supports.js'
import type { Count } from '../../src/space/terms.js'
import { writeRank } from '../../src/trust/index.js'
import { type Choose, fromSeed } from '../trust/world.js'

const compiled = compilePolicy({
  policy: 'combined',
  version: 1,
  classes: { account: { full: 'verified' } },
  stepUp: ['login'],
  issuers: [
    { issuer: 'https://one.example.com', amr: { pwd: 'verified', hwk: 'strong' } },
    { issuer: 'https://two.example.com', amr: { pwd: 'verified', face: 'verified' } },
  ],
  routes: [{ id: 'rest', queue: 'front' }],
})
if (!compiled.ok) throw new TypeError('the policy of this test is broken')
const kinds = proofKindsOf([compiled.value])

const REQUEST = {
  classes: [],
  actions: [],
  channel: '',
  address: '',
  context: {},
  amount: '12.50',
  payee: 'Acme Energy',
}

/** Draws what a class may ask of proofs. */
function drawCount(choose: Choose, variable: number): Count {
  const requires = {
    write: ([2, 3, 3, 4, 4] as const)[choose(5)] ?? 3,
    read: 0,
    ...(choose(2) === 0 && { maxAge: (choose(2) + 1) * 5 * MINUTE }),
    ...(choose(2) === 0 && { categories: 2 }),
    ...(choose(4) === 0 && { purpose: true }),
    ...(choose(4) === 0 && { linked: true }),
    ...(choose(4) === 0 && { forbidPhishableOnly: true }),
    ...(choose(4) === 0 && { methods: [choose(2) === 0 ? 'session' : 'sms'] }),
  } as const
  return { variable, name: 'account', about: 'class', requires }
}

const drawCounts = (choose: Choose): readonly Count[] =>
  Array.from({ length: 2 + choose(5) }, (_, variable) => drawCount(choose, variable))

/** Lists proofs of any age and purpose that counts may tell apart. */
function proofsFor(counts: readonly Count[]): readonly Support[] {
  const [count = null] = counts
  const bands = [5 * MINUTE, 10 * MINUTE]
  const listing = { counts, write: 4, isLinked: true, session: true, mayAsk: true, kinds } as const
  return [null, count].flatMap((of) =>
    listCandidates({ ...listing, count: of, isExact: true, bands }),
  )
}

/** Draws up to five of them. */
const drawSupports = (choose: Choose, proofs: readonly Support[]): readonly Support[] =>
  Array.from({ length: choose(6) }, () => proofs[choose(proofs.length)]).flatMap((one) => one ?? [])

const isEnough = ({ requires, name }: Count, supports: readonly Support[]): boolean =>
  isProved(requires, { at: NOW, supports, request: REQUEST }, name)

const seeds = (length: number): readonly number[] => Array.from({ length }, (_, seed) => seed)

test('what some proofs are enough for and what not is found, and what is found is just that', () => {
  const outcomes = seeds(300).map((seed) => {
    const choose = fromSeed(seed)
    const counts = drawCounts(choose)
    const drawn = drawSupports(choose, proofsFor(counts))
    const met = counts.filter((count) => isEnough(count, drawn))
    const unmet = counts.filter((count) => !met.includes(count))
    const found = findSupports({
      ...{ met, unmet, counts, kinds, write: writeRank(drawn), isLinked: true, session: true },
      isExact: true,
      mayAsk: () => true,
      listed: new Map(),
      found: new Map(),
      alone: new WeakMap(),
    })
    if (typeof found === 'string') return found
    const isRight =
      met.every((count) => isEnough(count, found)) &&
      !unmet.some((count) => isEnough(count, found)) &&
      writeRank(found) === writeRank(drawn)
    return isRight ? 'right' : 'wrong'
  })
  expect(new Set(outcomes)).toEqual(new Set(['right']))
})

test('enough for what is given by others is enough', () => {
  const outcomes = seeds(2_000).flatMap((seed) => {
    const choose = fromSeed(seed)
    const [asked, ...met] = drawCounts(choose)
    if (asked === undefined || !isGivenBy(asked, met)) return []
    const proofs = proofsFor([asked, ...met])
    return Array.from({ length: 60 }, () => drawSupports(choose, proofs))
      .filter((supports) => met.every((count) => isEnough(count, supports)))
      .map((supports) => isEnough(asked, supports))
  })
  expect(outcomes.length).toBeGreaterThan(200)
  expect(outcomes).not.toContain(false)
})
