import { describe, expect, test } from 'vitest'
import { coverageOf, coverageToLcov } from '../../src/analysis/coverage.js'
import { engagementOf, givenOf } from '../../src/analysis/engagementOf.js'
import { explain } from '../../src/analysis/explain.js'
import { explainMismatch } from '../../src/analysis/explainMismatch.js'
import { findFlip } from '../../src/analysis/findFlip.js'
import { lintPolicy } from '../../src/analysis/lintPolicy.js'
import { runTest, runTests } from '../../src/analysis/runTests.js'
import { evaluate } from '../../src/evaluate.js'
import { openSpace } from '../../src/space/index.js'
import { compiled } from '../compiled.js'
import { examples } from './policies.js'

describe.each(examples)('$name', ({ policy, parsed, name }) => {
  const tests = parsed.tests.map(({ statement }) => statement)

  test.each(tests)('$name', (row) => {
    expect(runTest(policy, row).mismatches).toEqual([])
  })

  test('its tests see every rule and condition come out both ways', () => {
    const coverage = coverageOf(
      policy,
      runTests(policy, tests).map(({ situation }) => situation),
    )
    expect(coverage.seen).toBe(coverage.all)
  })

  test('coverage stands on lines of the policy', () => {
    const coverage = coverageOf(policy, [])
    const lcov = coverageToLcov(`${name}.yaml`, coverage, (path) => parsed.locate(path)?.line)
    expect(lcov).toMatch(/^TN:\nSF:/)
    expect(lcov).toMatch(/\nBRH:0\n/)
    expect(lcov.match(/^DA:\d+,0$/gm)?.length).toBeGreaterThan(10)
  })

  test('what a row gives comes back when it is written as a row', () => {
    for (const { given } of tests) {
      const situation = engagementOf(given)
      expect(engagementOf(givenOf(situation))).toEqual(situation)
    }
  })
})

const small = compiled(`
policy: small
version: 1
classes:
  money: { masked: recognized, full: { write: strong, read: verified, methods: [sna], categories: 3 } }
  card: { full: { write: verified, read: strong, when: { channel: sms }, unless: { channel: sms } } }
actions: { pay: { write: strong, categories: 2 } }
stepUp: [verify_sms]
routes:
  - { id: known, when: { resolution: unique }, queue: a }
  - { id: verified, when: { trust: verified }, queue: b }
  - { id: carded, when: { discloses: { card: full } }, queue: c }
  - { id: rest, queue: d }
`)

test('lint finds what is shadowed, never taken and out of reach', () => {
  const found = lintPolicy(openSpace(small))
  expect(found.ok && found.value.map(({ code, word }) => `${code} ${word}`)).toEqual([
    'step_up_never_enough money.full',
    'class_never_opened card',
    'rung_never_given card.full',
    'step_up_never_enough pay',
    'route_shadowed verified',
    'route_never_taken carded',
  ])
})

const stranger = { channel: 'sms', address: '+14155550100' }

test('a class that no row names is expected to be withheld', () => {
  const open = compiled(
    'policy: open\nversion: 1\nclasses: { news: { full: anonymous } }\nroutes: [{ id: all, queue: q }]',
  )
  const { mismatches } = runTest(open, { name: 'x', given: stranger, expect: {} })
  expect(mismatches).toEqual([{ subject: 'news', expected: 'none', actual: 'full' }])
})

test('a level is expected by name or by rank, and named when it is another', () => {
  for (const trust of ['claimed', 1] as const) {
    expect(runTest(small, { name: 'x', given: stranger, expect: { trust } }).mismatches).toEqual([])
  }
  for (const trust of ['verified', 3] as const) {
    const { mismatches } = runTest(small, { name: 'x', given: stranger, expect: { trust } })
    expect(mismatches).toEqual([{ subject: 'trust', expected: 'verified', actual: 'claimed' }])
  }
})

test('a failure says which rule decided, what was read and what would flip it', () => {
  const outcome = runTest(small, { name: 'x', given: stranger, expect: { money: 'masked' } })
  const [mismatch] = outcome.mismatches
  if (mismatch === undefined) throw new Error('passed')
  const lines = explainMismatch(small, outcome, mismatch).join('\n')
  expect(lines).toMatch(/decided by class\.money\.masked, still missing who asks is at least \w+/)
  expect(lines).toContain('write 1')
  expect(lines).toMatch(/as expected with/)
})

test('a flip really flips', () => {
  const situation = engagementOf(stranger)
  const isOpen = (decision: ReturnType<typeof evaluate>): boolean =>
    decision.disclosure['money'] === 'masked'
  const flip = findFlip(small, situation, isOpen)
  expect(flip).not.toBeNull()
  if (flip !== null)
    expect(isOpen(evaluate(small, flip.situation.engagement, flip.situation.at))).toBe(true)
})

test('an explanation names every class, action and the routes passed by', () => {
  const { topics, routes } = explain(small, engagementOf(stranger), 'without_flips')
  expect(topics.map(({ topic }) => topic).sort()).toEqual(['card', 'money', 'pay'])
  expect(routes.map(({ route, taken }) => [route, taken])).toEqual([
    ['known', false],
    ['verified', false],
    ['carded', false],
    ['rest', true],
  ])
})
