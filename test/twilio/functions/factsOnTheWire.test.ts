import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePolicy, type PolicyDocument } from '../../../src/policy/index.js'
import type { CallParameters } from '../../../src/twilio/functions/formParameters.js'
import { runs } from '../../runs.js'
import { jsonRequest } from './signedCalls.js'
import { code, NUMBER, serve } from './signedDecisions.js'

const POLICY = `
policy: clinic
version: 1
facts:
  consent: boolean
  hours: [open, closed]
  age_band: [child, adult]
  score: { upTo: [10, '50.5'] }
  amount: { upTo: [50], currency: EUR }
classes:
  chart: { full: { write: verified, read: verified, when: { context: { consent: true } } } }
  advice: { full: { write: verified, read: verified, when: { context: { age_band: adult } } } }
  notes: { full: { write: verified, read: verified, unless: { context: { age_band: child } } } }
  offers: { full: { write: verified, read: verified, when: { context: { score: { upTo: 10 } } } } }
  terms: { full: { write: verified, read: verified, unless: { context: { score: { upTo: 10 } } } } }
  family: { full: { write: verified, read: verified }, representative: { full: verified, as: guardian } }
actions: { pay: { write: verified, when: { context: { amount: { upTo: 50 } } } } }
stepUp: [verify_sms]
routes:
  - { id: consented, when: { context: { consent: true } }, queue: care }
  - { id: grown, when: { context: { age_band: adult } }, queue: care }
  - { id: lucky, when: { context: { hours: open } }, queue: care }
  - { id: all, queue: front }
`
const CUSTOMER = {
  customer: 'C-1001',
  addresses: [{ address: NUMBER, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
}
const { send, records } = serve(POLICY, [CUSTOMER])

const CLASSES = ['chart', 'advice', 'notes', 'offers', 'terms', 'family'] as const

/** What is given, whatever is said of why. */
async function given(parameters: CallParameters) {
  const answer = await send(parameters, [code()])
  const { level, route, acting_for, action_pay } = answer
  const shown = CLASSES.map((name) => answer[`disclose_${name}`])
  return {
    level,
    route,
    acting_for,
    action_pay,
    shown,
    codes: String(answer['reasons']).split(','),
  }
}

const NOTHING = ['none', 'none', 'none', 'none', 'none', 'full']

describe('a fact of the flow', () => {
  test('that is what the policy declares counts, and has no reason', async () => {
    const { shown, codes, route } = await given({
      'context.age_band': 'adult',
      'context.score': '10.0',
      'context.hours': 'open',
    })
    expect([shown, route]).toEqual([['none', 'full', 'full', 'full', 'none', 'full'], 'grown'])
    expect(codes.filter((one) => one.includes('fact'))).toEqual([])
  })

  const UNREAD: readonly (readonly [string, CallParameters, string])[] = [
    ...['true', 'True', '1', 'yes', 'null', '"true"', ' true'].map(
      (text) => ['consent', { 'context.consent': text }, 'unknown_fact_value'] as const,
    ),
    ...['Adult', 'ADULT', ' adult', 'adult ', 'null', 'adult,child', '"adult"', 'ad\u200bult'].map(
      (text) => ['age_band', { 'context.age_band': text }, 'unknown_fact_value'] as const,
    ),
    ...['5,0', '1e0', '-5', ' 5', '+5', '0x5', 'NaN', '٥', '5.', 'five', 'null'].map(
      (text) => ['score', { 'context.score': text }, 'unknown_fact_value'] as const,
    ),
    ['a name in capitals', { 'context.Age_band': 'adult' }, 'unknown_fact'],
    ['a name that is misspelt', { 'context.age_bnad': 'adult' }, 'unknown_fact'],
    ['a name of no one', { 'context.stray': 'x' }, 'unknown_fact'],
    ['an amount among the facts', { 'context.amount': '10' }, 'unknown_fact'],
    ['another spelling of the prefix', { 'Context.age_band': 'adult' }, 'fact_unreadable'],
    ['an underscore for the point', { context_age_band: 'adult' }, 'fact_unreadable'],
    ['brackets', { 'context[age_band]': 'adult' }, 'fact_unreadable'],
    ['a space in the name', { 'context.age band': 'adult' }, 'fact_unreadable'],
    ['one object of all', { context: '{"age_band":"adult","score":5}' }, 'fact_unreadable'],
    ['more than a fact is long', { 'context.age_band': 'a'.repeat(1_001) }, 'fact_unreadable'],
  ]

  test.each(UNREAD)(
    'given as %s, %j, is not known and has a reason',
    async (_, parameters, told) => {
      const { shown, codes, route } = await given(parameters)
      expect([shown, route]).toEqual([NOTHING, 'all'])
      expect(codes).toContain(told)
      expect(JSON.stringify(records.at(-1))).not.toMatch(/adult,child|Adult|five|stray|bnad/)
    },
  )

  test('given twice is not known and has a reason, whether the two are alike or not', async () => {
    for (const twice of [
      ['adult', 'child'],
      ['adult', 'adult'],
    ]) {
      const body = {
        ...{ conversation: 'CH01', channel: 'sms', address: NUMBER },
        'context.age_band': twice,
      }
      const answer = await serve(POLICY, [CUSTOMER]).bring(jsonRequest(JSON.stringify(body)))
      expect(answer).toMatchObject({ ok: 'true', route: 'all' })
      expect(String(answer['reasons']).split(',')).toContain('fact_unreadable')
    }
  })

  test('that is empty is one that was left out', async () => {
    const empty = { 'context.age_band': '', 'context.consent': '', context: '' }
    expect(await given(empty)).toEqual(await given({}))
  })
})

test('a fact that a policy may declare is known on the wire, whatever it is called', async () => {
  const begins = [
    ...['claim', 'claims', 'claimed', 'form', 'bot', 'memory', 'preEngagement', 'pre_engagement'],
    ...['preengagement', 'channel_attributes', 'channelAttributes', 'claimant', 'format', 'bottle'],
    ...['memorial', 'hours', 'context', 'facts'],
  ]
  const policyOf = (names: readonly string[]): PolicyDocument => ({
    policy: 'named',
    version: 1,
    facts: Object.fromEntries(names.map((name) => [name, ['yes', 'no']])),
    classes: Object.fromEntries(
      names.map((name, at) => [
        `open_${at}`,
        { full: { write: 'recognized', read: 'recognized', when: { context: { [name]: 'yes' } } } },
      ]),
    ),
    routes: [{ id: 'all', queue: 'front' }],
  })
  const declared = begins
    .flatMap((one) => ['', '_x', 'X', 'x', '1'].map((end) => one + end))
    .filter((name) => compilePolicy(policyOf([name])).ok)
  const parameters = declared.map((name) => [`context.${name}`, 'yes'])
  const answer = await serve(policyOf(declared), [CUSTOMER]).send(Object.fromEntries(parameters))
  const unknown = declared.filter((_, at) => answer[`disclose_open_${at}`] !== 'full')
  expect(unknown).toEqual([])
  expect(declared).toEqual(
    expect.arrayContaining(['claimant', 'format', 'bottle', 'hours', 'claimx']),
  )
  expect(declared).not.toEqual(expect.arrayContaining(['form_x']))
})

describe('what a customer says in a form', () => {
  const anyName = fc.constantFrom(
    ...['consent', 'age_band', 'score', 'amount', 'hours', 'currency', 'subject', 'on_behalf_of'],
    ...['onBehalfOf', 'context', 'context.consent', 'context.age_band', 'facts', 'intent', 'epoch'],
    ...['acts_for', 'as', 'customer', 'readers', 'evidence', 'agent', 'Token', 'break_glass'],
  )
  const anyValue = fc.constantFrom<unknown>(
    ...[true, 'true', 'adult', 5, '5', 'open', 'EUR', 'C-1001', 'C-2002', 'guardian', '[]'],
    ...[{ consent: true, age_band: 'adult', subject: 'C-2002' }, { context: { consent: true } }],
  )
  const anyForm = fc.dictionary(anyName, anyValue, {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  })
  const text = (value: unknown): string => JSON.stringify(value)

  // Each way in which a form, a page or a bot reaches a call.
  const WAYS: readonly ((form: object) => CallParameters)[] = [
    (form) => ({ claims: text(form) }),
    (form) => ({ PreEngagementData: text(form) }),
    (form) => ({ pre_engagement: text(text(form)) }),
    (form) => ({ channelAttributes: text({ pre_engagement_data: form }) }),
    (form) => ({ attributes: text({ preEngagementData: text(form), ...form }) }),
    (form) => ({ memory: text(form) }),
    (form) => ({ agent_handoff_parameters: text(form) }),
    (form) => ({ 'context.pre_engagement_data': text(form) }),
    (form) => ({ 'context.form.consent': text(form), 'context.memory': text(form) }),
  ]

  test('is never a fact and never for whom they write, however it comes', async () => {
    const anyWay = fc.constantFrom(...WAYS)
    const plain = await given({ claims: text({ question: 'hello' }) })
    expect([plain.shown, plain.acting_for, plain.route]).toEqual([NOTHING, '', 'all'])
    await fc.assert(
      fc.asyncProperty(anyForm, anyWay, async (form, way) => {
        const { codes: _, ...said } = await given(way(form))
        const { codes: __, ...unsaid } = plain
        expect(said).toEqual(unsaid)
      }),
      runs(60),
    )
  })

  test('in a message of Conversations or of Messaging is neither', async () => {
    const { bring } = serve(POLICY, [CUSTOMER])
    await fc.assert(
      fc.asyncProperty(anyForm, async (form) => {
        const attributes = text({ pre_engagement_data: form, ...form })
        const answers = await Promise.all(
          [
            {
              EventType: 'onMessageAdded',
              ConversationSid: 'CH01',
              MessageSid: 'IM01',
              Author: NUMBER,
              Source: 'SMS',
              Body: 'hello',
              Attributes: attributes,
            },
            {
              SmsMessageSid: 'SM01',
              MessageSid: 'SM01',
              From: NUMBER,
              To: '+18005550199',
              Body: text(form),
            },
          ].map((event) => bring(jsonRequest(JSON.stringify(event)))),
        )
        for (const answer of answers)
          expect(answer).toMatchObject({
            ok: 'true',
            acting_for: '',
            route: 'all',
            action_pay: 'deny',
          })
      }),
      runs(25),
    )
  })
})
