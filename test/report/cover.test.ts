import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff, type PolicyDiff } from '../../src/analysis/index.js'
import type { PolicyDocument } from '../../src/policy/index.js'
import { toneOf, type VerdictTone, verdictsOf } from '../../src/report/cover/verdicts.js'
import { type Findings, findingsOf } from '../../src/report/findings.js'
import { matrixFor } from '../../src/report/renderReport.js'
import { topicsOf } from '../../src/report/topics.js'
import { render, sourceOf } from './world.js'

const SHOP = {
  policy: 'shop',
  version: 1,
  classes: {
    goods: { fields: ['goods.*'], full: 'anonymous' },
    orders: { fields: ['orders.*'], masked: 'recognized', full: 'verified' },
  },
  actions: { cancel: { write: 'recognized' } },
  routes: [{ id: 'all', queue: 'desk' }],
} as const satisfies PolicyDocument

const GIVEN = { channel: 'sms', address: '+14155550100' } as const
const RIGHT = { name: 'a stranger is told of goods', given: GIVEN, expect: { goods: 'full' } }
const WRONG = { name: 'a stranger is told of orders', given: GIVEN, expect: { orders: 'full' } }

// The tests and promises of a policy give nobody more: so it is worked out once, whatever they are.
const matrix = matrixFor(sourceOf(SHOP))

/** The strip on the first screen: how it looks as a whole, and what it says of each thing. */
const stripOf = (page: string): readonly [tone: string, text: string] => {
  const [, tone = '', inner = ''] = page.match(/<div class="strip (\w+)">(.*?)<\/div>/s) ?? []
  return [tone, inner.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')]
}

const stripOn = (document: object, options: Parameters<typeof render>[1] = {}) =>
  stripOf(render(sourceOf({ ...SHOP, ...document }), { matrix, ...options }))

test('a failed test turns the whole strip red', () => {
  const [tone, text] = stripOn({ tests: [RIGHT, WRONG] })
  expect(tone).toBe('bad')
  expect(text).toContain('1 of 2 failed')
  expect(stripOn({ tests: [RIGHT] })[0]).toBe('open')
})

test('a refuted invariant turns the whole strip red', () => {
  const invariants = [
    { never: { action: 'cancel', answer: 'allow' }, when: { trust_below: 'verified' } },
  ]
  const [tone, text] = stripOn({ tests: [RIGHT], invariants })
  expect(tone).toBe('bad')
  expect(text).toContain('0 of 1 proved')
})

test('a policy that states nothing and compares nothing is not called good', () => {
  const [tone, text] = stripOn({})
  expect(tone).toBe('open')
  expect(text).toContain('the policy has none')
  expect(text).toContain('not compared')
  expect(text).not.toContain('nothing changed')
})

test('a comparison says that nothing changed only where everything was compared', () => {
  const { policy } = sourceOf(SHOP)
  const compared = diff(policy, policy)
  expect(stripOn({}, { against: { policy, compared } })[1]).toContain('nothing changed')
  const value: PolicyDiff = {
    ...{ regions: [], changes: [], states: 1, looser: false },
    notCompared: [{ about: 'orders', why: 'there are too many states' }],
  }
  const [tone, text] = stripOn({}, { against: { policy, compared: { ok: true, value } } })
  expect(tone).toBe('bad')
  expect(text).not.toContain('nothing changed')
  const failed = { ok: false, issues: [{ code: 'too_many_states', path: '' }] } as const
  const [failedTone, failedText] = stripOn({}, { against: { policy, compared: failed } })
  expect([failedTone, failedText.includes('nothing changed')]).toEqual(['bad', false])
})

test('the strip is good only if every verdict is, and bad as soon as one is', () => {
  const tones = fc.array(fc.constantFrom<VerdictTone>('good', 'open', 'bad'))
  fc.assert(
    fc.property(tones, (all) => {
      const whole = toneOf(all.map((tone) => ({ title: '', says: '', section: '', tone })))
      expect(whole === 'bad').toBe(all.includes('bad'))
      expect(whole === 'good').toBe(all.length > 0 && all.every((tone) => tone === 'good'))
    }),
  )
})

const LOOKED_AT = { topics: topicsOf(sourceOf(SHOP).policy), untold: [], unsure: [] }

test('a table that was not looked at to the end turns the whole strip red, and a whole one does not', () => {
  const { policy } = sourceOf({ ...SHOP, tests: [RIGHT] })
  const whole = findingsOf(policy, [RIGHT], [])
  const names = fc.subarray(LOOKED_AT.topics.map(({ name }) => name))
  fc.assert(
    fc.property(names, names, (untold, unsure) => {
      const verdicts = verdictsOf(whole, { ...LOOKED_AT, untold, unsure }, undefined)
      expect(toneOf(verdicts) === 'bad').toBe(untold.length + unsure.length > 0)
    }),
  )
})

test('nothing that failed or is absent is called good, whatever else holds', () => {
  const findings = fc.record({ seen: fc.nat(5), unseen: fc.nat(2) }).map(
    ({ seen, unseen }): Findings => ({
      proofs: [],
      tests: [],
      coverage: { seen, all: seen + unseen },
    }),
  )
  fc.assert(
    fc.property(findings, (found) => {
      const [invariants, tests, coverage, , changes] = verdictsOf(found, LOOKED_AT, undefined)
      expect([invariants.tone, tests.tone, changes.tone]).toEqual(['open', 'open', 'open'])
      const { seen, all } = found.coverage
      expect(coverage.tone === 'good').toBe(all > 0 && seen === all)
    }),
  )
})

test('the riskiest things are sentences that say who is given what, and what it takes', () => {
  const page = render(sourceOf(SHOP), { matrix })
  const list = page.match(/<ol class="riskiest">(.*?)<\/ol>/s)?.[1] ?? ''
  const said = list.split('</li>').map((line) => line.replaceAll(/<[^>]*>/g, ''))
  expect(said[0]).toMatch(/^Whoever is verified is told in full: orders on \d+ channels\./)
  expect(said[0]).toContain('It takes: who asks: verified')
  expect(said[1]).toMatch(/^Whoever is recognized can have done: cancel on \d+ channels\./)
  expect(list).toMatch(/href="#rule-\d+-\d+"/)
})

test('what it takes is said once where a pack asks no more, and each rule is named where it is linked', () => {
  const { policy } = sourceOf({ ...SHOP, packs: ['gdpr'] })
  const page = render(sourceOf(SHOP), { matrix: { ...matrix, topics: topicsOf(policy) } })
  const list = page.match(/<ol class="riskiest">(.*?)<\/ol>/s)?.[1] ?? ''
  const [orders = ''] = list.split('</li>').map((line) => line.replaceAll(/<[^>]*>/g, ''))
  expect(orders).toContain('It takes: who asks: verified; who reads: verified. The rule for orders')
  const links = [...list.matchAll(/<a class="to-rule"[^>]*>(.*?)<\/a>/g)].map(([, text]) => text)
  expect(new Set(links).size).toBe(3)
})

test('the page says when it was made, and by which version', () => {
  const page = render(sourceOf(SHOP), {
    matrix,
    made: { date: '2026-11-22', version: '1.2.3' },
  })
  expect(page).toContain('Made on 2026-11-22 by countersign 1.2.3.')
  expect(render(sourceOf(SHOP), { matrix })).not.toContain('Made on')
})

test('risk settings that differ from the default are shown beside it, and what is refused is named', () => {
  const document = { ...SHOP, risk: { sim_swap_unknown: 1 }, packs: ['psd2'] } as const
  const page = render(sourceOf(document), { matrix })
  const [, row = ''] = page.split('sim swap unknown<p')
  expect(row.slice(0, 300)).toContain('at most claimed')
  expect(row.slice(0, 300)).toContain('<span class="change">at most verified</span>')
})
