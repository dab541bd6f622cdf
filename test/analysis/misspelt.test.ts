import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lintTests } from '../../src/analysis/lintTests.js'
import { runTest } from '../../src/analysis/runTests.js'
import { methods } from '../../src/evidence/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { deciding, describePolicy, expectWithheld } from '../../src/vitest.js'
import { runs } from '../runs.js'
import { examples } from './policies.js'

const [bank] = examples
if (bank === undefined) throw new Error('no bank')
const { policy } = bank
const stranger = { channel: 'sms', address: '+14155550100' }

describe('a word that does not exist is an error, whether it is expected or not', () => {
  const decided = deciding(policy, stranger)
  const known = new Set([
    ...policy.classes.map(({ name }) => name),
    ...policy.actions.map(({ name }) => name),
    ...policy.routes.map(({ id }) => id),
  ])
  const uses: readonly (readonly [string, (word: string) => void])[] = [
    ['toDisclose', (word) => expect(decided).toDisclose(word)],
    ['not.toDisclose', (word) => expect(decided).not.toDisclose(word)],
    ['toWithhold', (word) => expect(decided).toWithhold(word)],
    ['not.toWithhold', (word) => expect(decided).not.toWithhold(word)],
    ['toWithhold for a cause', (word) => expect(decided).toWithhold('money', word)],
    ['not.toWithhold for a cause', (word) => expect(decided).not.toWithhold('money', word)],
    ['toRouteTo', (word) => expect(decided).toRouteTo(word)],
    ['not.toRouteTo', (word) => expect(decided).not.toRouteTo(word)],
    ['toRequire', (word) => expect(decided).toRequire(word, 'login')],
    ['not.toRequire', (word) => expect(decided).not.toRequire(word, 'login')],
    ['a method toRequire', (word) => expect(decided).toRequire('money', word)],
    ['a method not.toRequire', (word) => expect(decided).not.toRequire('money', word)],
    ['expectWithheld', (word) => void expectWithheld(decided, word)],
    ['because', (word) => expectWithheld(decided, 'money').because(word)],
  ]

  test.each(uses)('%s, with any word', (_, use) => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}q[a-z]{0,3}$/), (word) => {
        fc.pre(!known.has(word))
        expect(() => use(word)).toThrow(/there is no/)
      }),
      runs(20),
    )
  })

  test('the nearest word is named', () => {
    expect(() => expect(decided).toWithhold('mony')).toThrow('did you mean `money`?')
    expect(() => expect(decided).not.toRouteTo('fruad')).toThrow('did you mean `fraud`?')
    expect(() => expectWithheld(decided, 'money').because('sim_swpa')).toThrow(
      'did you mean `sim_swap`?',
    )
  })

  test('of a bare decision as well', () => {
    const { decision } = decided
    expect(decision).toWithhold('money')
    expect(decision).toRouteTo('general')
    expect(() => expect(decision).toWithhold('mony')).toThrow('did you mean `money`?')
    // It tells the one route that was taken: any other word would be as good as a misspelt one.
    expect(() => expect(decision).not.toRouteTo('frued')).toThrow('use the result of `deciding`')
    expect(() => expect(decision).not.toWithhold('money', 'frued')).toThrow('`deciding`')
    expect(() => expect(decision).not.toDisclose('mony')).toThrow('did you mean `money`?')
  })
})

describe('what a row gives and cannot be read', () => {
  const now = '2026-11-22T10:00:00Z'
  const directory = (match: Record<string, unknown>) => ({
    kind: 'directory',
    at: now,
    query: { address: '+14155550100' },
    matches: [{ customer: 'C-1', basis: 'on_file', since: '2024-03-01', ...match }],
  })

  test.each([
    ['a kind', directory({}), { kind: 'direktory' }, 'unknown_kind', 'directory'],
    ['a basis', directory({ basis: 'onfile' }), {}, 'unknown_value', 'on_file'],
    ['a time', directory({ since: '22/11/2026' }), {}, 'malformed', undefined],
  ])('%s fails the row and is named with what is meant', (_, item, change, code, suggestion) => {
    const row = {
      name: 'a row',
      given: { ...stranger, evidence: [{ ...item, ...change }] },
      expect: {},
    }
    const outcome = runTest(policy, row)
    expect(outcome.passed).toBe(false)
    expect(outcome.faults).toMatchObject([
      { code, ...(suggestion !== undefined && { suggestion }) },
    ])
    expect(lintTests(policy, [row])).toHaveLength(1)
    expect(() => deciding(policy, row.given)).toThrow(code.replaceAll('_', ' '))
  })

  test.each([
    ['a number that is none', { address: '+1415' }, 'given.address: invalid phone `+1415`'],
    [
      'the channel of a reader',
      { readers: [{ channel: 'smss', address: '+14155550101' }] },
      'given.readers.0.channel: unknown channel `smss`, did you mean `sms`?',
    ],
    [
      'the number of a reader',
      { readers: [{ channel: 'sms', address: '+1' }] },
      'given.readers.0.address: invalid phone `+1`',
    ],
    [
      'a status that Verify does not have',
      {
        evidence: [
          {
            kind: 'verify_check',
            at: now,
            conversation: 'CH01',
            result: { sid: 'VE1', to: '+14155550100', channel: 'sms', status: 'approvd' },
          },
        ],
      },
      'given.evidence.0.result.status: unknown value `approvd`, did you mean `approved`?',
    ],
    [
      'a day of another country',
      { evidence: [directory({ since: '22/11/2026' })] },
      'write a time such as `2026-11-22T10:00:00Z`, or a day such as `2026-11-22`',
    ],
  ])('%s is told with what to write', (_, more, message) => {
    const row = { name: 'r', given: { ...stranger, ...more }, expect: {} }
    expect(runTest(policy, row).passed).toBe(false)
    expect(() => deciding(policy, row.given)).toThrow(message)
    expect(lintTests(policy, [row])).toHaveLength(1)
  })

  test('is no fault where a contact is meant not to be read', () => {
    const given = { channel: 'sms', address: '+1415' }
    const row = { name: 'r', given, expect: { reason: 'invalid_phone' } }
    expect(runTest(policy, row).faults).toEqual([])
  })

  test('is no fault where the row expects the reason', () => {
    const row = { name: 'r', given: { ...stranger, evidence: [{ kind: 'nothing_known' }] } }
    expect(runTest(policy, { ...row, expect: { reason: 'unknown_kind' } }).faults).toEqual([])
    expect(runTest(policy, { ...row, expect: {} }).faults).toHaveLength(1)
  })

  test.each(
    methods.flatMap(({ kind, examples: { valid, invalid } }) => [
      ...valid.map((item, at) => [`${kind}, valid ${at}`, item, true] as const),
      ...invalid.map((item, at) => [`${kind}, invalid ${at}`, item, false] as const),
    ]),
  )('%s', (_, item, isValid) => {
    const at = '2026-11-22T10:00:00Z'
    const outcome = runTest(policy, {
      name: 'r',
      given: { ...stranger, at, evidence: [item] },
      expect: {},
    })
    if (isValid) expect(outcome.faults.filter(({ code }) => code !== 'not_yet')).toEqual([])
    else expect(outcome.decision.reasons.length).toBeGreaterThan(0)
  })
})

test('a policy without tests cannot be described, nor one that does not compile', () => {
  const bare =
    'policy: a\nversion: 1\nclasses: { open: { full: { write: anonymous, read: anonymous } } }\nroutes: [{ id: all, queue: q }]\n'
  expect(() => describePolicy(bare)).toThrow('the policy has no tests')
  expect(() => describePolicy(bare.replace('routes', 'rutes'))).toThrow(/rutes/)
})

describe('a fact in a test', () => {
  const clinic = compilePolicy({
    policy: 'clinic',
    version: 1,
    facts: {
      age_band: ['child', 'adult'],
      consent: 'boolean',
      score: { upTo: [10] },
      amount: { upTo: [50], currency: 'EUR' },
    },
    classes: { notes: { full: { write: 0, read: 0, when: { context: { age_band: 'adult' } } } } },
    routes: [{ id: 'general', queue: 'front-desk' }],
  })
  const giving = (context: Readonly<Record<string, string | number | boolean>>) => {
    if (!clinic.ok) throw new TypeError('clinic')
    return deciding(clinic.value, { channel: 'web_chat', address: 'guest-1', context })
  }

  test.each<[string, Readonly<Record<string, string | number | boolean>>, string]>([
    [
      'with a letter amiss',
      { age_bnad: 'adult' },
      'given.context.age_bnad: unknown fact `age_bnad`, did you mean `age_band`?',
    ],
    [
      'with a value amiss',
      { age_band: 'adlut' },
      'given.context.age_band: unknown fact value `adlut`, did you mean `adult`?',
    ],
    [
      'with a value that there is not',
      { age_band: 'senior' },
      'given.context.age_band: unknown fact value `senior`',
    ],
    [
      'with text for true',
      { consent: 'true' },
      'given.context.consent: unknown fact value `true`, did you mean `true`?',
    ],
    [
      'with a word for a number',
      { score: 'high' },
      'given.context.score: unknown fact value `high`',
    ],
    [
      'that is the amount asked for',
      { amount: 12 },
      'given.context.amount: amount among facts `amount`',
    ],
  ])('%s is an error that says what is meant', (_, context, message) => {
    expect(() => giving(context)).toThrow(message)
  })

  test('that is declared, or that the policy has no use for, is none', () => {
    const { decision } = giving({
      age_band: 'adult',
      consent: false,
      score: 7.5,
      known_worker: 'WK01',
    })
    expect(decision.disclosure['notes']).toBe('full')
  })
})
