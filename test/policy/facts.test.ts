import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { lintPolicy, makeReplay, mutate, openSpace, prove } from '../../src/analysis/index.js'
import {
  type CompiledPolicy,
  decide,
  rankOfAnswer,
  rankOfOpenness,
  readCompiledPolicy,
  replayRecord,
} from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Context, Engagement, Intent } from '../../src/model/index.js'
import {
  actionsOf,
  compilePolicy,
  type PolicyDocument,
  printPolicy,
} from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { compiled } from '../compiled.js'
import { runs, times } from '../runs.js'
import { toDecisionRecord } from '../toDecisionRecord.js'
import { AT, anyAssessment, anyEngagement, anyPolicy } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const FACTS = {
  age_band: ['child', 'adult'],
  consent: 'boolean',
  segment: ['business', 1, true],
  score: { upTo: [10, '50.5'] },
  amount: { upTo: [50, 500, 5000], currency: 'EUR' },
} as const satisfies NonNullable<PolicyDocument['facts']>

const anyLeaf = fc.constantFrom(
  { context: { age_band: 'child' } },
  { context: { age_band: ['child', 'adult'] } },
  { context: { consent: true } },
  { context: { score: { above: 10 } } },
  { context: { score: [{ upTo: 10 }, { above: '50.5' }] } },
  { context: { amount: { upTo: 500 } } },
  { context: { amount: { above: 50, upTo: 5000 }, consent: false } },
  { channel: ['sms', 'kiosk'] },
)

const anyAsked = fc.oneof(
  anyLeaf,
  fc.array(anyLeaf, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  fc.array(anyLeaf, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
)

// Of some facts nothing is left that they are known to be instead.
const anyOpposed = anyAsked.filter((when) => !JSON.stringify(when).includes('["child","adult"]'))

const anyCondition = fc.record(
  {
    when: fc.oneof(
      anyAsked,
      anyOpposed.map((not) => ({ not })),
    ),
    unless: anyOpposed,
  },
  { requiredKeys: [] },
)

/** Any policy, with conditions on what its actions and the highest rung of its first class take: so many a run, for all laws. */
const anyNewFactPolicy = fc.tuple(anyPolicy, anyCondition, anyCondition, anyCondition).map(
  ([document, first, second, third]): PolicyDocument => ({
    ...document,
    facts: FACTS,
    actions: Object.fromEntries(
      Object.entries(actionsOf(document)).map(([name, action], at) => [
        name,
        { ...action, ...(at === 0 ? first : second) },
      ]),
    ),
    classes: { ...document.classes, chart: { full: { write: 2, read: 2, ...third } } },
  }),
)

const anyFactPolicy = fc.constantFrom(...fc.sample(anyNewFactPolicy, times(40)))

const anyContext: fc.Arbitrary<Context> = fc.record(
  {
    age_band: fc.constantFrom('child', 'adult', 'Adult', true),
    consent: fc.constantFrom(true, false, 'true', 1),
    score: fc.constantFrom(0, 10, '10.0', 10.1, '50.50', 51, '1e9', -1, 'many'),
    segment: fc.constantFrom('business', 'private', 1, true),
    stray: fc.constantFrom(true, 'x'),
  },
  { requiredKeys: [] },
)

const anyMoney: fc.Arbitrary<Partial<Intent>> = fc.constantFrom<Partial<Intent>>(
  {},
  { amount: '12.50' },
  { amount: '12.50', currency: 'EUR' },
  { amount: '500.00', currency: 'eur' },
  { amount: '500.01', currency: 'EUR' },
  { amount: '99999999999999999999.01', currency: 'EUR' },
  { amount: '12.50', currency: 'USD' },
  { amount: '1,000.00', currency: 'EUR' },
)

const anyCase = fc
  .tuple(anyEngagement, anyContext, anyMoney)
  .map(([engagement, context, money]) => ({
    ...engagement,
    context,
    intent: { ...engagement.intent, ...money },
  }))

/** A policy takes long to compile: each is asked several times. */
function underPolicies<Case>(
  anyOne: fc.Arbitrary<Case>,
  count: number,
  check: (policy: CompiledPolicy, one: Case) => void,
): void {
  fc.assert(
    fc.property(
      anyFactPolicy,
      fc.array(anyOne, { minLength: ASKED, maxLength: ASKED }),
      (document, cases) => {
        const policy = compiled(document)
        for (const one of cases) check(policy, one)
      },
    ),
    runs(count / ASKED),
  )
}

const ASKED = 8

const anyAsking = fc.tuple(anyAssessment, anyCase)

type GivenAnswer = Pick<ReturnType<typeof decide>, 'disclosure' | 'actions'>

function expectNoMore(less: GivenAnswer, more: GivenAnswer): void {
  const gained = [
    ...Object.entries(less.disclosure).filter(
      ([name, given]) => rankOfOpenness(given) > rankOfOpenness(more.disclosure[name] ?? 'none'),
    ),
    ...Object.entries(less.actions).filter(
      ([name, answer]) => rankOfAnswer(answer) > rankOfAnswer(more.actions[name] ?? 'deny'),
    ),
  ]
  expect(gained).toEqual([])
}

type DecidedByFacts = ReturnType<typeof decide>

const isOfFacts = ({ code }: DecidedByFacts['reasons'][number]): boolean =>
  code.startsWith('unknown_fact')
const toldOf = ({ reasons }: DecidedByFacts) => reasons.filter(isOfFacts).map(({ code }) => code)
const untold = ({ reasons, ...rest }: DecidedByFacts) => ({
  ...rest,
  reasons: reasons.filter((one) => !isOfFacts(one)),
})

describe('a fact', () => {
  test('that is no longer known gives no more, and only to what a rule asks it of anything else', () => {
    underPolicies(anyAsking, 280, (policy, [assessment, engagement]) => {
      const rules = new Map<string, string>(
        [...policy.classes, ...policy.actions].map((one) => [one.name, JSON.stringify(one)]),
      )
      const known = decide(policy, assessment, engagement)
      const givenBy = ({ disclosure, actions }: GivenAnswer): Readonly<Record<string, string>> => ({
        ...disclosure,
        ...actions,
      })
      const given = givenBy(known)
      const unnamed = Object.keys(engagement.context).flatMap((fact) => {
        const { [fact]: _, ...context } = engagement.context
        const unknown = decide(policy, assessment, { ...engagement, context })
        expectNoMore(unknown, known)
        const left = givenBy(unknown)
        return Object.keys(given).filter(
          (name) => given[name] !== left[name] && rules.get(name)?.includes(fact) !== true,
        )
      })
      expect(unnamed).toEqual([])
      // In no currency it is another payment, for which other proofs count: those that name none are asked alone.
      const supports = assessment.supports.filter(({ amount }) => amount === undefined)
      const unpaid = { ...assessment, supports }
      const { currency: __, ...intent } = { currency: '', ...engagement.intent }
      expectNoMore(
        decide(policy, unpaid, { ...engagement, intent }),
        decide(policy, unpaid, engagement),
      )
    })
  })

  test('with a value that is not declared is a fact that is not known', () => {
    const anyUnread = fc.tuple(
      anyAsking,
      fc.constantFrom('age_band', 'consent', 'score'),
      fc.constantFrom('ADULT', 'yes', 'NaN', '0x10', ' 10', '10 '),
    )
    underPolicies(anyUnread, 200, (policy, [[assessment, engagement], fact, value]) => {
      const { [fact]: _, ...context } = engagement.context
      const decideOn = (given: Context) =>
        decide(policy, assessment, { ...engagement, context: given })
      const [unread, unknown] = [decideOn({ ...context, [fact]: value }), decideOn(context)]
      expect(untold(unread)).toEqual(untold(unknown))
      expect(toldOf(unread)).toContain('unknown_fact_value')
    })
  })

  test('that no rule names changes nothing, and neither does one that a person claims', () => {
    underPolicies(anyAsking, 160, (policy, [assessment, engagement]) => {
      const said = {
        ...engagement,
        context: { ...engagement.context, stray: 'y', other: true },
        claims: { age_band: 'adult', consent: true, 'context.consent': true },
      }
      const { stray: _, ...context } = engagement.context
      const decided = decide(policy, assessment, said)
      expect(untold(decided)).toEqual(
        untold(decide(policy, assessment, { ...engagement, context })),
      )
      expect(toldOf(decided)).toContain('unknown_fact')
    })
  })

  test('is read again and printed again with its policy', () => {
    fc.assert(
      fc.property(anyFactPolicy, (document) => {
        const policy = compiled(document)
        expect(readCompiledPolicy(JSON.parse(JSON.stringify(policy)))).toEqual({
          ok: true,
          value: policy,
        })
        expect(compiled(printPolicy(policy))).toEqual(policy)
      }),
      runs(15),
    )
  })

  test('is kept in a record as far as the policy tells it apart, and decides the same when it is replayed', () => {
    underPolicies(anyCase, 160, (policy, engagement) => {
      const decision = evaluate(policy, engagement, AT)
      const record = toDecisionRecord(engagement, decision, { policy })
      expect(JSON.stringify(record)).not.toContain('9999999999')
      const replayed = replayRecord(policy, { ...record, supports: [] })
      expect(replayed?.disclosure).toEqual(decision.disclosure)
      expect(replayed?.route.id).toBe(decision.route.id)
    })
  })
})

const CLINIC = `policy: clinic
version: 1
facts:
  age_band: [child, adult]
  consent: boolean
  amount: { upTo: [50, 500, 5000], currency: EUR }
classes:
  chart:
    masked: { write: recognized, read: recognized }
    full:
      write: verified
      read: verified
      when: { any: [{ context: { age_band: adult } }, { context: { consent: true } }] }
actions:
  pay: { write: recognized, when: { context: { amount: { upTo: 500 } } } }
routes:
  - { id: last, queue: desk }
`

describe('what is misspelt does not compile', () => {
  test.each([
    ['a fact', 'age_band: adult', 'age_bnad: adult', 'unknown_fact', 'age_band'],
    ['a value', 'age_band: adult', 'age_band: adlt', 'unknown_fact_value', 'adult'],
    ['a value of another type', 'consent: true', 'consent: "true"', 'unknown_fact_value', 'true'],
    ['a threshold', 'upTo: 500 }', 'upTo: 501 }', 'unknown_threshold', undefined],
    [
      'a threshold of a closed fact',
      'consent: true',
      'consent: { upTo: 50 }',
      'wrong_type',
      undefined,
    ],
    [
      'an atom',
      '{ context: { consent: true } }',
      '{ contxt: { consent: true } }',
      'unknown_key',
      'context',
    ],
    ['a number in place of a threshold', '{ upTo: 500 } }', '500 }', 'wrong_type', undefined],
    [
      'a fact that is a claim by its name',
      'consent: boolean',
      'claimed_consent: boolean',
      'claim_in_condition',
      undefined,
    ],
  ])('%s', (_, from, to, code, suggestion) => {
    const result = compilePolicy(CLINIC.replace(from, to))
    const issues = result.ok ? [] : result.issues
    const found = issues.find((issue) => issue.code === code)
    expect(issues.map((issue) => issue.code)).toContain(code)
    expect(found?.line).toBeGreaterThan(3)
    if (suggestion !== undefined) expect(found?.suggestion).toBe(suggestion)
  })

  test('nor does a requirement that asks what only a route may ask', () => {
    for (const asked of ['trust_below: verified', 'risk: sim_swap', 'discloses: { chart: full }']) {
      const result = compilePolicy(CLINIC.replace('context: { age_band: adult }', asked))
      expect(result.ok).toBe(false)
    }
  })

  test('nor does a rung that asks less than a lower one', () => {
    const result = compilePolicy(
      CLINIC.replace(
        'recognized, read: recognized }',
        'recognized, read: recognized, unless: { channel: sms } }',
      ),
    )
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual([
      'rung_weaker_than_lower',
    ])
  })

  test('nor does an exception that names nothing', () => {
    for (const nothing of ['{}', '{ context: {} }', '{ any: [{}] }']) {
      const result = compilePolicy(
        CLINIC.replace(
          'pay: { write: recognized,',
          `pay: { write: recognized, unless: ${nothing},`,
        ),
      )
      expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual(['missing'])
    }
  })

  test('nor does an exception of which the opposite cannot be known', () => {
    const result = compilePolicy(
      CLINIC.replace(
        'pay: { write: recognized,',
        'pay: { write: recognized, unless: { context: { age_band: [child, adult] } },',
      ),
    )
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual([
      'requirement_impossible',
    ])
  })
})

const asking = (intent: Intent, context: Context = {}): Engagement => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: '+14155550100' },
      matches: [
        { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' },
      ],
    },
  ],
  intent,
  context,
})

describe('an amount', () => {
  const policy = compiled(CLINIC)
  test.each([
    ['up to the threshold', { amount: '500.00', currency: 'EUR' }, 'allow'],
    ['a hundredth above it', { amount: '500.01', currency: 'EUR' }, 'deny'],
    [
      'further above it than a float can tell',
      { amount: '500.000000000000000000001', currency: 'EUR' },
      'deny',
    ],
    ['with zeros in front', { amount: '0000000500', currency: 'EUR' }, 'allow'],
    ['in another currency', { amount: '1.00', currency: 'USD' }, 'deny'],
    ['in no currency', { amount: '1.00' }, 'deny'],
    ['that is not named', { currency: 'EUR' }, 'deny'],
    ['with a separator', { amount: '1,00', currency: 'EUR' }, 'deny'],
    ['with an exponent', { amount: '1e2', currency: 'EUR' }, 'deny'],
    ['below nothing', { amount: '-1', currency: 'EUR' }, 'deny'],
  ] as const)('%s is answered %s', (_, money, answer) => {
    const engagement = asking({ actions: ['pay'], ...money })
    expect(evaluate(policy, engagement, AT).actions['pay']).toBe(answer)
  })

  test('that the business gives as a fact of its own is no amount that is asked for', () => {
    const engagement = asking({ actions: ['pay'] }, { amount: 10 })
    expect(evaluate(policy, engagement, AT).actions['pay']).toBe('deny')
  })
})

describe('questions about a policy with facts', () => {
  const policy = compiled(CLINIC)
  const space = openSpace(policy)

  test('are proved over every value of every fact, and over not knowing it', () => {
    const never = { class: 'chart', at_least: 'full' } as const
    const adult = { context: { age_band: 'adult' } }
    const agreed = { context: { consent: true } }
    const proofs = [
      { never, unless: { any: [adult, agreed] } },
      { never, unless: adult },
      { never: { action: 'pay', answer: 'allow' }, unless: { context: { amount: { upTo: 500 } } } },
      { never: { action: 'pay', answer: 'allow' }, unless: { context: { amount: { upTo: 50 } } } },
    ].map((invariant) => prove(space, invariant as Parameters<typeof prove>[1]))
    expect(proofs.map((proof) => proof.ok && proof.value.verdict)).toEqual([
      'proved',
      'refuted',
      'proved',
      'refuted',
    ])
  })

  test('are told which facts nothing can ever meet', () => {
    const never = compiled(
      CLINIC.replace('amount: { upTo: 500 }', 'amount: { above: 500, upTo: 50 }'),
    )
    const found = lintPolicy(openSpace(never))
    expect(found.ok && found.value.map(({ code, word }) => `${code} ${word}`)).toContain(
      'action_never_allowed pay',
    )
  })

  test('a value that is no longer declared is a mutant, as what is known not to be another changes', () => {
    const taken = mutate({
      policy: 'shop',
      version: 1,
      facts: { age_band: ['child', 'teen', 'adult'] },
      classes: {
        chart: { full: { write: 3, read: 3, unless: { context: { age_band: 'child' } } } },
      },
      routes: [{ id: 'last', queue: 'desk' }],
    })
    const of = taken.ok ? taken.value.mutants.filter(({ edit }) => edit.path[0] === 'facts') : []
    expect(of.map(({ fate }) => fate)).toEqual(['refused', 'survived', 'survived'])
  })

  test('find a row for every mutant', () => {
    const parsed = mutate({
      policy: 'shop',
      version: 1,
      facts: FACTS,
      classes: {
        chart: { full: { write: 3, read: 3, unless: { context: { age_band: 'child' } } } },
      },
      actions: { pay: { write: 2, when: { context: { amount: { upTo: 500 } } } } },
      routes: [{ id: 'last', queue: 'desk' }],
    })
    const open = parsed.ok ? parsed.value.mutants.filter(({ fate }) => fate === 'unproved') : []
    expect(open.map(({ description }) => description)).toEqual([])
    const fates = parsed.ok ? parsed.value.mutants.map(({ fate }) => fate) : []
    expect(fates).toContain('survived')
  })

  test('a candidate that reads a fact the records do not hold is not judged by them', () => {
    const candidate = compiled(CLINIC.replace('upTo: [50, 500, 5000]', 'upTo: [50, 500, 7000]'))
    const engagement = asking({ actions: ['pay'], amount: '12.50', currency: 'EUR' })
    const decision = evaluate(policy, engagement, AT)
    const assessment = assess(engagement, AT, policy)
    const record = toDecisionRecord(engagement, decision, { policy, assessment })
    expect(record.context).toEqual({ amount: '50' })
    const told = [policy, candidate].map((next) => makeReplay(policy, next, AT)(record))
    expect(told.map((one) => one.ok || one.issues[0]?.code)).toEqual([true, 'not_recorded'])
  })
})

const BRANDS = `policy: brands
version: 1
classes:
  chart: { full: { write: claimed, read: anonymous, when: { to: ['+18005550199', '+44*'] } } }
  notes: { full: { write: claimed, read: anonymous, when: { to: '+447700900100' } } }
routes:
  - { id: british, when: { to: '+44*' }, queue: london }
  - { id: last, queue: desk }
`

describe('the address of the business that is written to', () => {
  const policy = compiled(BRANDS)
  const writtenTo = (to?: string): Engagement => ({
    ...asking({ classes: ['chart', 'notes'] }),
    contact: { channel: 'sms', address: '+14155550100', ...(to !== undefined && { to }) },
  })

  test.each([
    ['a brand, by its number', '+18005550199', 'full', 'none', 'last'],
    ['the same on another channel', 'whatsapp:+18005550199', 'full', 'none', 'last'],
    ['the same by a channel of two words', 'apple_messages:+18005550199', 'full', 'none', 'last'],
    ['a country', '+447700900199', 'full', 'none', 'british'],
    ['one number of a country', ' +447700900100', 'full', 'full', 'british'],
    ['another brand', '+18005550198', 'none', 'none', 'last'],
    ['no address', '', 'none', 'none', 'last'],
    ['an address that is not known', undefined, 'none', 'none', 'last'],
  ])('%s', (_, to, chart, notes, route) => {
    const decision = evaluate(policy, writtenTo(to), AT)
    expect(decision.disclosure).toEqual({ chart, notes })
    expect(decision.route.id).toBe(route)
    const assessment = assess(writtenTo(to), AT, policy)
    const record = toDecisionRecord(writtenTo(to), decision, { policy, assessment })
    const replayed = replayRecord(policy, record)
    expect(replayed?.disclosure).toEqual(decision.disclosure)
    expect(replayed?.route.id).toBe(route)
  })

  test('is proved over every address there can be', () => {
    const space = openSpace(policy)
    const told = [
      prove(space, {
        never: { class: 'chart', at_least: 'full' },
        unless: { to: ['+18005550199', '+44*'] },
      }),
      prove(space, { never: { class: 'chart', at_least: 'full' }, unless: { to: '+44*' } }),
      prove(space, { never: { class: 'notes', at_least: 'full' }, unless: { to: '+44*' } }),
      prove(space, { never: { route: 'british' }, unless: { to: '+447700900100' } }),
    ].map((proof) => proof.ok && proof.value.verdict)
    expect(told).toEqual(['proved', 'refuted', 'proved', 'refuted'])
  })

  test('is nothing of which the opposite can be known', () => {
    const turned = BRANDS.replace("when: { to: '+44*' }", "when: { not: { to: '+44*' } }")
    expect(compilePolicy(turned).ok).toBe(false)
  })
})

test.each([
  ['facts: { parameter: boolean }', '{ context: { parameter: true } }'],
  ['facts: { parameter: [gold, plain] }', '{ context: { parameter: gold } }'],
])('a fact may be called as what stands for a parameter is: %s', (facts, when) => {
  const compiled = compilePolicy(
    `policy: a\nversion: 1\n${facts}\nclasses: { open: { full: 0 } }\nroutes: [{ id: one, when: ${when}, queue: q }, { id: all, queue: q }]\n`,
  )
  expect(compiled.ok ? [] : compiled.issues).toEqual([])
})

describe('an amount in its currency', () => {
  const policyIn = (currency: string) =>
    compiled(CLINIC.replace('currency: EUR', `currency: ${currency}`))
  const anyCurrency = fc.constantFrom(
    { currency: 'EUR', decimals: 2 },
    { currency: 'JPY', decimals: 0 },
    { currency: 'KWD', decimals: 3 },
    { currency: 'CLF', decimals: 4 },
  )
  const policies = new Map(
    ['EUR', 'JPY', 'KWD', 'CLF'].map((currency) => [currency, policyIn(currency)] as const),
  )
  const anyMark = fc.constantFrom('.', ',', ' ', "'", '', '-', 'e')

  test('is allowed exactly up to the threshold, and where it cannot be read it is not, which has a reason', () => {
    fc.assert(
      fc.property(
        anyCurrency,
        fc.integer({ min: 495, max: 505 }),
        anyMark,
        fc.integer({ min: 0, max: 99_999 }),
        fc.nat({ max: 6 }),
        ({ currency, decimals }, whole, mark, fraction, length) => {
          const digits = String(fraction).padStart(length, '0').slice(0, length)
          const amount = digits === '' ? String(whole) : `${whole}${mark}${digits}`
          const isRead = digits === '' || mark === '' || (mark === '.' && digits.length <= decimals)
          const policy = policies.get(currency)
          if (policy === undefined) throw new TypeError('no policy')
          const { actions, reasons } = evaluate(
            policy,
            asking({ actions: ['pay'], amount, currency }),
            AT,
          )
          // Compared as hundredths of hundredths, so that nothing is rounded.
          const isWithin =
            mark === '' || digits === ''
              ? Number(amount) <= 500
              : whole < 500 || (whole === 500 && Number(digits) === 0)
          expect([amount, currency, actions['pay']]).toEqual([
            amount,
            currency,
            isRead && isWithin ? 'allow' : 'deny',
          ])
          const told = reasons.map(({ code }) => code)
          expect([amount, told.includes('unknown_amount')]).toEqual([amount, !isRead])
        },
      ),
      runs(400),
    )
  })

  test('that is another than the policy compares, or is not named, has a reason', () => {
    for (const currency of ['USD', 'euro', '', undefined]) {
      const { actions, reasons } = evaluate(
        policyIn('EUR'),
        asking({ actions: ['pay'], amount: '1.00', currency }),
        AT,
      )
      expect(actions['pay']).toBe('deny')
      expect(reasons).toContainEqual({ code: 'unknown_currency', at: '/intent/currency' })
    }
  })

  test('has no threshold that it cannot have', () => {
    for (const [threshold, currency] of [
      ['50.005', 'EUR'],
      ['0.5', 'JPY'],
    ]) {
      const result = compilePolicy(
        CLINIC.replace(
          '[50, 500, 5000], currency: EUR',
          `[${threshold}, 500, 5000], currency: ${currency}`,
        ),
      )
      expect(result.ok ? [] : result.issues).toMatchObject([
        { code: 'too_many_decimals', path: '/facts/amount/upTo/0', line: 6 },
      ])
    }
  })
})
