import { expect, test } from 'vitest'
import { glassDifference } from '../../src/analysis/glassDifference.js'
import {
  diff,
  isUnchanged,
  lintConditions,
  lintPolicy,
  openSpace,
  prove,
} from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Decision } from '../../src/model/index.js'
import { compilePolicy, type Invariant, type PolicyDocument } from '../../src/policy/index.js'
import { compiled as policyOf } from '../compiled.js'

/*
 * Answers about a policy that were once not true, each as it was found: by random policies and engagements that know
 * nothing of the space.
 */

const DOCUMENT: PolicyDocument = {
  policy: 'once',
  version: 1,
  classes: {
    seed: { full: { write: 'verified', read: 'recognized', maxAge: '1s', purpose: true } },
  },
  redact: { log: { default: 'mask', payment_card: 'drop' }, customer: { phone: 'mask' } },
  stepUp: ['verify_sms', 'passkey'],
  routes: [{ id: 'all', queue: 'care' }],
}

const verdictOf = (invariant: Invariant) => {
  const proof = prove(openSpace(policyOf(DOCUMENT)), invariant)
  return proof.ok ? proof.value.verdict : proof.issues
}

test('a proof that was given this very second is young enough for what asks for a second', () => {
  expect(verdictOf({ never: { class: 'seed', at_least: 'full' } })).toBe('refuted')
  const found = lintPolicy(openSpace(policyOf(DOCUMENT)))
  expect(found.ok && found.value.map(({ code }) => code)).toEqual([])
  const redundant = lintConditions(DOCUMENT)
  expect(redundant.ok && redundant.value.map(({ word }) => word)).toEqual([])
})

test('what is always shown of an identifier is shown so to every audience, and never to none', () => {
  // Logs alone mask what they do not name, and drop cards.
  expect(verdictOf({ always: { identifier: 'payment_card', shown: 'drop' } })).toBe('refuted')
  expect(verdictOf({ always: { identifier: 'payment_card', shown: ['drop', 'mask'] } })).toBe(
    'proved',
  )
  expect(verdictOf({ never: { identifier: 'payment_card', shown: 'drop' } })).toBe('refuted')
  expect(verdictOf({ never: { identifier: 'payment_card', shown: 'keep' } })).toBe('proved')
})

test.each<readonly [string, Invariant['never'], string]>([
  ['an identifier without what is done to it', { identifier: 'phone' }, 'shown'],
  ['what is shown without of what', { audience: 'log', shown: 'keep' }, 'identifier'],
  [
    'what is shown of a class without to whom',
    { class: 'seed', at_least: 'full', shown: 'keep' },
    'audience',
  ],
  ['an answer without its action', { class: 'seed', at_least: 'full', answer: 'allow' }, 'action'],
  ['a rung without its class', { route: 'all', at_least: 'full' }, 'class'],
])('a promise that says nothing does not compile: %s', (_, never, missing) => {
  const compiled = compilePolicy({ ...DOCUMENT, invariants: [{ never: never ?? {} }] })
  expect(compiled.ok ? [] : compiled.issues.map(({ code, path }) => [code, path])).toEqual([
    ['missing', `/invariants/0/never/${missing}`],
  ])
})

test('a risk about somebody whom nothing here names is shown by an engagement', () => {
  const policy = policyOf({
    ...DOCUMENT,
    routes: [{ id: 'odd', when: { risk: 'subject_unknown' }, queue: 'care' }, ...DOCUMENT.routes],
  })
  const proof = prove(openSpace(policy), {
    never: { route: 'odd' },
    when: { channel: ['sms', 'web_chat'] },
  })
  expect(proof.ok && proof.value.verdict).toBe('refuted')
})

test('where no address leads to a record, what names one itself is shown', () => {
  const giving = (seed: object) =>
    policyOf({
      ...DOCUMENT,
      facts: { score: { upTo: [10, 50] } },
      classes: { seed },
      actions: { refund: { write: 'strong', read: 'anonymous' } },
      issuers: [
        {
          issuer: 'https://id.example.org',
          acr: { phr: 'recognized', 'urn:basic': 'strong' },
          amr: { mfa: 'verified', hwk: 'strong', swk: 'verified', pin: 'verified' },
        },
      ],
      refuses: ['directory', 'account_link'],
    })
  const masked = {
    write: 'recognized',
    read: 'anonymous',
    maxAge: '2d',
    unless: { context: { score: { upTo: 10 } } },
  } as const
  const found = diff(giving({ masked }), giving({}))
  expect(found.ok && found.value.notCompared).toEqual([])
  expect(found.ok && found.value.regions.map(({ before, after }) => [before, after])).toEqual([
    ['masked', 'none'],
  ])
})

test('an offer that asks for something else is a change, though everybody is answered the same', () => {
  // A proof that names what it is for is used at once, so that its age tells nobody apart.
  const paying = (age: object): PolicyDocument => ({
    ...DOCUMENT,
    classes: { seed: { full: 'strong' } },
    actions: { pay: { write: 'recognized', linked: true, ...age } },
  })
  const [before, after] = [policyOf(paying({ maxAge: '24h' })), policyOf(paying({}))]
  const asks = ({ stepUp }: Decision) => stepUp.map(({ maxAge }) => maxAge)
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    intent: { amount: '50', payee: 'Acme', currency: 'EUR' },
  } as const
  const at = Date.UTC(2026, 10, 22)
  expect(asks(evaluate(before, engagement, at))).not.toEqual(asks(evaluate(after, engagement, at)))
  const found = diff(before, after)
  expect(found.ok && found.value.regions).toEqual([])
  expect(found.ok ? isUnchanged(found.value) : null).toBe(false)
  expect(found.ok && found.value.changes).toEqual([
    {
      about: 'offer',
      name: 'pay',
      change: 'changed',
      before: 'at least recognized, proof within 1d, proof given for this',
      after: 'at least recognized, proof given for this',
    },
  ])
})

test('that more is seen of a class through the glass is a difference, whatever anybody is told', () => {
  const clinic = (rung: 'masked' | 'full') =>
    policyOf({
      ...DOCUMENT,
      roles: ['nurse', 'lead'],
      classes: { history: { fields: ['history.*'], [rung]: 'strong' } },
      break_glass: {
        roles: 'nurse',
        reasons: 'emergency',
        second: 'lead',
        for: '30m',
        classes: 'history',
      },
    })
  const situation = glassDifference(clinic('masked'), clinic('full'))
  expect(situation?.engagement.breakGlass).toBeDefined()
  expect(glassDifference(clinic('masked'), clinic('masked'))).toBeNull()
})
