import { describe, expect, test } from 'vitest'
import { diff, lintDocument, mutate, openSpace, prove } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy, type PolicyDocument, printPolicy } from '../../src/policy/index.js'

const DOCUMENT: PolicyDocument = {
  policy: 'shop',
  version: 1,
  classes: {
    orders: {
      fields: ['orders.*'],
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified' },
    },
  },
  actions: { cancel: { write: 'recognized', methods: ['knowledge_check'] } },
  knowledge: { booking: { asks: ['booking_reference', 'surname'] } },
  routes: [{ id: 'general', queue: 'front-desk' }],
}

const compiled = (document: PolicyDocument = DOCUMENT) => {
  const result = compilePolicy(document)
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues))
  return result.value
}

const AT = '2026-11-22T10:00:05Z'

const guest = (...asked: readonly string[]) => ({
  conversation: 'CH01',
  contact: { channel: 'web_chat', address: 'guest-1' },
  readers: [],
  intent: { classes: ['orders'], actions: ['cancel'] },
  evidence: [
    {
      kind: 'knowledge_check',
      at: '2026-11-22T10:00:00Z',
      conversation: 'CH01',
      customer: 'C-1001',
      asked,
      outcome: 'passed',
      attempts: 1,
    },
  ],
})

describe('a policy that declares what its own checks are worth', () => {
  test('opens what takes that much, and by its name where a rule asks for it', () => {
    const { disclosure, actions, trust } = evaluate(
      compiled(),
      guest('booking_reference', 'surname'),
      AT,
    )
    expect({ disclosure, actions, level: trust.level }).toEqual({
      disclosure: { orders: 'masked' },
      actions: { cancel: 'allow' },
      level: 'recognized',
    })
  })

  test('opens nothing for who knows a part of it', () => {
    const { disclosure, actions } = evaluate(compiled(), guest('surname'), AT)
    expect({ disclosure, actions }).toEqual({
      disclosure: { orders: 'none' },
      actions: { cancel: 'deny' },
    })
  })

  test('takes five attempts in a day where it says nothing of them', () => {
    expect(compiled().knowledge).toEqual([
      {
        name: 'booking',
        asks: ['booking_reference', 'surname'],
        grade: 2,
        attempts: 5,
        within: 86_400_000,
      },
    ])
  })

  test('comes back from print with the same digest', () => {
    const again = compilePolicy(printPolicy(compiled()))
    expect(again.ok && again.value.digest).toBe(compiled().digest)
  })

  test('without checks it has the digest that it had before there were any', () => {
    const { knowledge: _, ...rest } = DOCUMENT
    expect(compiled({ ...rest, knowledge: {} }).digest).toBe(compiled(rest).digest)
  })

  test.each([
    [
      'more than recognized',
      { asks: ['surname'], grade: 'verified' },
      'unknown_word',
      '/knowledge/booking/grade',
    ],
    [
      'the rank of more',
      { asks: ['surname'], grade: 3 },
      'unknown_word',
      '/knowledge/booking/grade',
    ],
    ['nothing asked', { asks: [] }, 'too_few', '/knowledge/booking/asks'],
    [
      'one thing asked twice',
      { asks: ['surname', 'surname'] },
      'duplicate_name',
      '/knowledge/booking/asks/1',
    ],
    ['no attempt', { asks: ['surname'], attempts: 0 }, 'too_few', '/knowledge/booking/attempts'],
    [
      'attempts without end',
      { asks: ['surname'], attempts: 1000 },
      'too_many',
      '/knowledge/booking/attempts',
    ],
    [
      'attempts forgotten at once',
      { asks: ['surname'], within: '0s' },
      'invalid_duration',
      '/knowledge/booking/within',
    ],
  ])('does not compile with %s', (_, booking, code, path) => {
    const result = compilePolicy(JSON.stringify({ ...DOCUMENT, knowledge: { booking } }))
    expect(result.ok ? [] : result.issues.map((issue) => [issue.code, issue.path])).toEqual([
      [code, path],
    ])
  })
})

// On Messenger the address is as sure of who writes, and not of who reads, which only proofs move.
test('what is worth less than the address is not offered for what the address alone does not open', () => {
  const asked = (grade: 'claimed' | 'recognized') => {
    const { trust, stepUp } = evaluate(
      compiled({
        ...DOCUMENT,
        knowledge: { booking: { asks: ['booking_reference'], grade } },
        stepUp: ['booking'],
      }),
      {
        conversation: 'CH01',
        contact: { channel: 'messenger', address: '1234567890' },
        readers: [],
        intent: { classes: ['orders'] },
        evidence: [
          {
            kind: 'directory',
            at: '2026-11-22T09:59:00Z',
            query: { identifier: 'messenger:1234567890' },
            matches: [
              {
                customer: 'C-1',
                basis: 'verified',
                since: '2024-03-01',
                confirmed: '2026-11-01',
              },
            ],
          },
        ],
      },
      AT,
    )
    return { write: trust.write, read: trust.read, opens: stepUp.map(({ opens }) => opens) }
  }
  expect(asked('claimed')).toEqual({ write: 2, read: 1, opens: [] })
  expect(asked('recognized')).toEqual({ write: 2, read: 1, opens: [['orders', 'cancel']] })
})

test('that knowledge never verifies is proved, and what it opens is found', () => {
  const space = openSpace(compiled())
  const held = (never: object, when: object): unknown => {
    const proof = prove(space, { never, when })
    return proof.ok && proof.value.holds
  }
  expect(held({ class: 'orders', at_least: 'full' }, { trust_below: 'verified' })).toBe(true)
  expect(held({ action: 'cancel', answer: 'allow' }, { channel: 'web_chat' })).toBe(false)
})

test('every small change to a check is seen by the rows that are made for it', () => {
  const report = mutate(DOCUMENT)
  if (!report.ok) throw new TypeError(JSON.stringify(report.issues))
  const { rows } = report.value
  const again = mutate({ ...DOCUMENT, tests: rows })
  const fates = again.ok
    ? again.value.mutants.map(({ edit, fate }) => [edit.path.join('.'), edit.operator, fate])
    : []
  expect(fates.filter(([path]) => path?.startsWith('knowledge'))).toEqual([
    ['knowledge.booking.asks.0', 'drop', 'killed'],
    ['knowledge.booking.asks.1', 'drop', 'killed'],
    ['knowledge.booking.grade', 'lower', 'killed'],
    ['knowledge.booking', 'drop', 'killed'],
  ])
  expect(again.ok && again.value.score).toBe(100)
}, 120_000)

test('a comparison says what a check is worth otherwise', () => {
  const next = compiled({
    ...DOCUMENT,
    knowledge: { booking: { asks: ['booking_reference'], grade: 'claimed', within: '1h' } },
  })
  const compared = diff(compiled(), next)
  const told = compared.ok ? compared.value.changes : []
  expect(told.map(({ name, before, after }) => [name, before, after])).toEqual([
    ['booking asks', 'booking_reference, surname', 'booking_reference'],
    ['booking grade', '2', '1'],
    ['booking within', '1d', '1h'],
  ])
})

test('lint finds a check that is refused, and one that asks what everybody can find out', () => {
  const document: PolicyDocument = {
    ...DOCUMENT,
    actions: {},
    refuses: ['knowledge_check'],
    knowledge: {
      booking: { asks: ['booking_reference', 'surname'] },
      person: { asks: ['surname', 'date_of_birth'] },
    },
  }
  const found = lintDocument({ document, policy: compiled(document) }).filter(({ code }) =>
    code.startsWith('knowledge'),
  )
  expect(found.map(({ code, word, by }) => [code, word, by])).toEqual([
    ['knowledge_refused', 'booking', 'policy.refuses'],
    ['knowledge_refused', 'person', 'policy.refuses'],
    ['knowledge_widely_known', 'person', undefined],
  ])
})

test.each([
  [['dob', 'family_name'], true],
  [['birth_date', 'zipcode'], true],
  [['postal_code'], true],
  [['postalcode', 'dateofbirth'], true],
  [['given_name', 'mobile_number', 'home_address'], true],
  [['policy_number', 'dob'], false],
  [['last_invoice_amount'], false],
])('of %j lint says that everybody can find it out: %s', (asks, isWidelyKnown) => {
  const document: PolicyDocument = { ...DOCUMENT, actions: {}, knowledge: { person: { asks } } }
  const codes = lintDocument({ document, policy: compiled(document) }).map(({ code }) => code)
  expect(codes.includes('knowledge_widely_known')).toBe(isWidelyKnown)
})
