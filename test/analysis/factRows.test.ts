import { describe, expect, test } from 'vitest'
import { lintTests } from '../../src/analysis/lintTests.js'
import { runTests } from '../../src/analysis/runTests.js'
import { compilePolicy, parseDocument } from '../../src/policy/index.js'

describe('a row that gives a fact or an amount that cannot be read', () => {
  const POLICY = `
policy: school
version: 1
facts: { custody: [joint, sole], cost: { upTo: [50], currency: EUR } }
classes: { address: { full: { write: anonymous, read: anonymous, when: { context: { custody: sole } } } } }
actions: { pay: { write: anonymous, when: { context: { cost: { upTo: 50 } } } } }
routes: [{ id: all, queue: office }]
tests:
  - name: the row
    given: { channel: sms, address: '+14155550100', GIVEN }
    expect: { trust: claimed, route: all, pay: deny EXPECTED }
`
  const tested = (given: string, expected = '') => {
    const source = POLICY.replace('GIVEN', given).replace('EXPECTED', expected)
    const parsed = parseDocument(source)
    const policy = compilePolicy(source)
    if (!parsed.ok || !policy.ok) throw new TypeError(JSON.stringify([parsed, policy]))
    const tests = parsed.value.tests.map(({ statement }) => statement)
    return [
      runTests(policy.value, tests).map(({ passed }) => passed),
      lintTests(policy.value, tests).map(({ reason }) => reason),
    ]
  }

  test.each([
    ['context: { custody: Sole }', 'unknown_fact_value'],
    ['context: { custody: true }', 'unknown_fact_value'],
    ['context: { costody: sole }', 'unknown_fact'],
    ["intent: { actions: [pay], amount: '1.000', currency: EUR }", 'unknown_amount'],
    ["intent: { actions: [pay], amount: '1,000', currency: EUR }", 'unknown_amount'],
  ])('does not pass for that: %s', (given, code) => {
    expect(tested(given)).toEqual([[false], [code]])
    expect(tested(given, `, reason: ${code}`)).toEqual([[true], []])
  })

  test.each([
    'context: { custody: joint }',
    "intent: { actions: [pay], amount: '50.01', currency: EUR }",
    "intent: { actions: [pay], amount: '10', currency: USD }",
  ])('and one that can be read does: %s', (given) => {
    expect(tested(given)).toEqual([[true], []])
  })
})
