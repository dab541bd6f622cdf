import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProved } from '../../src/decide/index.js'
import { MINUTE, type Support } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { listCandidates, NOW } from '../../src/space/candidates.js'
import { isGivenBy } from '../../src/space/givenBy.js'
import { keepBest } from '../../src/space/keepBest.js'
import { proofKindsOf } from '../../src/space/proofKinds.js'
import { findSupports } from '../../src/space/supports.js'
import type { SupportCount } from '../../src/space/terms.js'
import { writeRank } from '../../src/trust/index.js'
import { runs, times } from '../runs.js'
import { type Choose, fromSeed } from '../trust/evidenceWorld.js'

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
function drawCount(choose: Choose, variable: number): SupportCount {
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

const drawCounts = (choose: Choose): readonly SupportCount[] =>
  Array.from({ length: 2 + choose(5) }, (_, variable) => drawCount(choose, variable))

/** Lists proofs of any age and purpose that counts may tell apart. */
function proofsFor(counts: readonly SupportCount[]): readonly Support[] {
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

const isEnough = ({ requires, name }: SupportCount, supports: readonly Support[]): boolean =>
  isProved(requires, { at: NOW, supports, request: REQUEST }, name)

const seeds = (length: number): readonly number[] => Array.from({ length }, (_, seed) => seed)

test('what some proofs are enough for and what not is found, and what is found is just that', () => {
  const outcomes = seeds(times(80)).map((seed) => {
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

/** Draws a world of counts, with the proofs that they tell apart, by a seed that fast-check makes smaller. */
const anySeed = fc.nat(1_000_000).map(fromSeed)

test('what is left out of the candidates is never better than one that is kept', () => {
  let dropped = 0
  fc.assert(
    fc.property(anySeed, (choose) => {
      const counts = drawCounts(choose)
      const met = counts.filter(() => choose(2) === 0)
      const unmet = counts.filter((count) => !met.includes(count))
      const proofs = proofsFor(counts)
      const kept = keepBest(proofs, { met, unmet })
      expect(kept.every((one) => proofs.includes(one))).toBe(true)
      const isKept = new Set(kept)
      const left = proofs.filter((one) => !isKept.has(one))
      // Whatever may stand beside it: one that is kept is as good in all of it.
      const beside = Array.from({ length: 25 }, () => drawSupports(choose, proofs).slice(0, 2))
      for (let drawn = 0; drawn < 6; drawn += 1) {
        const one = left[choose(Math.max(1, left.length))]
        if (one === undefined) return
        dropped += 1
        const isBetterThan = (other: Support, rest: readonly Support[]): boolean =>
          met.some(
            (count) => isEnough(count, [...rest, one]) && !isEnough(count, [...rest, other]),
          ) ||
          unmet.some(
            (count) => !isEnough(count, [...rest, one]) && isEnough(count, [...rest, other]),
          )
        expect(
          kept.some((other) => !beside.some((rest) => isBetterThan(other, rest))),
          JSON.stringify([one, counts]),
        ).toBe(true)
      }
    }),
    runs(60),
  )
  expect(dropped).toBeGreaterThan(60)
})

test('enough for what is given by others is enough', () => {
  let given = 0
  fc.assert(
    fc.property(anySeed, (choose) => {
      // Of several drawn something is given by the others about once in ten times.
      for (let drawn = 0; drawn < 10; drawn += 1) {
        const [asked, ...met] = drawCounts(choose)
        if (asked === undefined || !isGivenBy(asked, met)) continue
        const proofs = proofsFor([asked, ...met])
        for (let tried = 0; tried < 80; tried += 1) {
          const supports = drawSupports(choose, proofs)
          if (!met.every((count) => isEnough(count, supports))) continue
          given += 1
          expect(isEnough(asked, supports)).toBe(true)
        }
      }
    }),
    runs(100),
  )
  expect(given).toBeGreaterThan(100)
})
