import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayRecord } from '../../src/decide/replayRecord.js'
import { evaluate } from '../../src/evaluate.js'
import type { Engagement, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { runs } from '../runs.js'
import { toDecisionRecord } from '../toDecisionRecord.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const PHONE = '+14155550100'

const compiled = (facts: string) => {
  const policy = compilePolicy(`
policy: bank
version: 1
${facts}
classes: { balance: { fields: [balance], full: { write: verified, read: verified } } }
actions: { pay: { write: verified, linked: true } }
stepUp: [verify_sms, push]
routes: [{ id: general, queue: care }]
`)
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  return policy.value
}
// A policy keeps plans, so that one of them must not be taken for another currency's.
const POLICIES = [compiled(''), compiled('facts: { amount: { upTo: [50, 500], currency: EUR } }')]

const ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: PHONE },
  matches: [
    { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
  ],
}
const bound = { conversation: 'CH01', at: '2026-11-22T09:59:30Z', purpose: 'pay' }
const byCode = (amount: string): Evidence => ({
  kind: 'verify_check',
  ...bound,
  result: {
    sid: 'VE01',
    to: PHONE,
    channel: 'sms',
    status: 'approved',
    valid: true,
    amount,
    payee: 'Acme',
  },
})

const engagementOf = (intent: Engagement['intent'], proof: Evidence): Engagement => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: PHONE },
  readers: [],
  intent: { actions: ['pay'], payee: 'Acme', ...intent },
  evidence: [ON_FILE, proof],
})

const AMOUNTS = ['100', '100.00', '12.50']
const CURRENCIES = [undefined, 'EUR', 'USD', 'JPY']
// How a proof may name one amount in one currency, as whoever sent it wrote it.
const SPELLINGS: readonly ((amount: string, currency: string) => string)[] = [
  (amount, currency) => `${amount} ${currency}`,
  (amount, currency) => `${currency} ${amount}`,
  (amount, currency) => `${amount}${currency.toLowerCase()}`,
]

test('a proof opens the amount in the currency that it names, and no other', () => {
  const amount = fc.constantFrom(...AMOUNTS)
  const currency = fc.constantFrom(...CURRENCIES)
  fc.assert(
    fc.property(
      fc.constantFrom(...POLICIES),
      fc.record({ amount, currency }),
      fc.record({ amount, currency }),
      fc.constantFrom(...SPELLINGS),
      (policy, asked, proved, spell) => {
        const named =
          proved.currency === undefined ? proved.amount : spell(proved.amount, proved.currency)
        const intent = { ...asked, currency: asked.currency?.toLowerCase() }
        const engagement = engagementOf(intent, byCode(named))
        const decision = evaluate(policy, engagement, AT)
        const isSame = asked.amount === proved.amount && asked.currency === proved.currency
        expect(decision.actions['pay']).toBe(isSame ? 'allow' : 'step_up')
        // What is offered, done as it is shown, opens it.
        if (!isSame) expect(decision.stepUp[0]?.methods).toEqual(['verify_sms'])
        const assessment = assess(engagement, AT, policy)
        const record = toDecisionRecord(engagement, decision, { assessment, policy })
        expect(replayRecord(policy, record)?.actions['pay']).toBe(decision.actions['pay'])
        expect(JSON.stringify(record)).not.toMatch(/USD|JPY/)
      },
    ),
    {
      ...runs(60),
      examples: [
        [
          compiled(''),
          { amount: '100', currency: 'USD' },
          { amount: '100', currency: 'EUR' },
          (amount, currency) => `${amount} ${currency}`,
        ],
      ],
    },
  )
})
