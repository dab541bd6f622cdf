import { expect, test } from 'vitest'
import { explain, lintPolicy, openSpace, prove } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { type Engagement, RELATIONS } from '../../src/model/index.js'
import { compilePolicy, printPolicy } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { makeCustomer } from '../falsify/customers.js'
import { onBehalf } from '../falsify/representing.js'
import { fromSeed, NOW } from '../trust/evidenceWorld.js'

const policyOf = (...routes: readonly string[]): string => `
policy: clinic
version: 1
classes:
  record:
    full: { write: verified, read: verified }
    representative: { full: { write: verified, read: verified }, as: guardian }
stepUp: [verify_sms]
routes:
${routes.map((route) => `  - ${route}`).join('\n')}
  - { id: all, queue: care }
`

const CLINIC = policyOf('{ id: family, when: { acting: [guardian, attorney] }, queue: family }')

const codes = (source: string): readonly string[] => {
  const result = compilePolicy(source)
  return result.ok ? [] : result.issues.map(({ code }) => code)
}

test('where somebody goes who acts for another is what the directory says, never what they say', () => {
  const policies = RELATIONS.map((as) =>
    compiled(policyOf(`{ id: theirs, when: { acting: ${as} }, queue: family }`)),
  )
  const seen = { taken: 0, claimed: 0 }
  for (let seed = 0; seed < 400; seed += 1) {
    const choose = fromSeed(seed)
    const engagement = onBehalf(choose, makeCustomer(choose, ['record']))
    for (const [at, policy] of policies.entries()) {
      const decision = evaluate(policy, engagement, NOW)
      const is = decision.route.id === 'theirs'
      const relation = RELATIONS[at]
      expect(is).toBe(relation !== undefined && decision.acting?.as.includes(relation) === true)
      if (is) expect(decision.trust.write).toBeGreaterThanOrEqual(3)
      if (is) seen.taken += 1
      if (decision.acting?.as.length === 0) {
        seen.claimed += 1
        // What they only say sends nobody anywhere: without it the same route is taken.
        const { subject: _, ...own } = engagement
        expect(decision.route).toEqual(evaluate(policy, own, NOW).route)
      }
    }
  }
  expect(seen.taken).toBeGreaterThan(20)
  expect(seen.claimed).toBeGreaterThan(100)
})

test('a proof knows that nobody is sent there unverified, and shows who is sent there', () => {
  const space = openSpace(compiled(CLINIC))
  const sure = prove(space, { never: { route: 'family' }, when: { trust_below: 'verified' } })
  expect(sure.ok && sure.value.verdict).toBe('proved')
  const shown = prove(space, { never: { route: 'family' } })
  const engagement: Engagement | undefined = shown.ok
    ? shown.value.counterexample?.engagement
    : undefined
  expect(engagement?.subject).toBeDefined()
  expect(JSON.stringify(engagement?.evidence)).toMatch(/"as":"(guardian|attorney)"/)
})

test('an invariant may speak of who acts for another', () => {
  const space = openSpace(compiled(CLINIC))
  const never = { class: 'record', at_least: 'full' } as const
  const verdictOf = (acting: 'guardian' | 'household'): string | undefined => {
    const proof = prove(space, { never, when: { acting } })
    return proof.ok ? proof.value.verdict : undefined
  }
  expect(verdictOf('guardian')).toBe('refuted')
  // Somebody may be both, so what is withheld from the one is not withheld from whoever is it besides.
  expect(verdictOf('household')).toBe('refuted')
})

test('why the route is not taken is named by the atom, and the condition is printed as written', () => {
  const policy = compiled(CLINIC)
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    subject: 'C-2002',
  }
  const told = explain(policy, { engagement, at: NOW })
  expect(JSON.stringify(told)).toContain('"failing":["acting"]')
  expect(compiled(printPolicy(policy))).toEqual(policy)
  expect(policy.countersign).toBe(2)
})

test.each([
  ['acting: gaurdian', 'unknown_word'],
  ['acting: []', 'too_few'],
  ['actng: guardian', 'unknown_key'],
])('%s does not compile', (when, code) => {
  expect(codes(CLINIC.replace('acting: [guardian, attorney]', when))).toEqual([code])
})

test('a route that nobody can take, because it takes trust that everybody who acts for another has, is reported', () => {
  const dead = policyOf(
    '{ id: early, when: { acting: guardian, trust_below: verified }, queue: family }',
  )
  const found = lintPolicy(openSpace(compiled(dead)))
  expect(JSON.stringify(found)).toContain('early')
})
