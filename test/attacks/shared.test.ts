import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelOf, mayRepeat } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Engagement, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { runs } from '../runs.js'
import { DEFAULT_TRUST } from '../trust/defaultTrust.js'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const PHONE = '+14155550100'
const ISSUER = 'https://login.example.com'
const GUEST = { channel: 'web_chat', address: 'FX01' }

const onFile = (query: object, customer = 'C-1'): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query,
  matches: [{ customer, basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' }],
})
const login = (part: object): Evidence => ({
  kind: 'session',
  conversation: 'CH01',
  issuer: ISSUER,
  subject: 'u-77',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:55:00Z',
  expires: '2026-11-22T10:55:00Z',
  ...part,
})
const attested = (part: object): Evidence => ({
  kind: 'agent_attestation',
  at: '2026-11-22T09:58:00Z',
  conversation: 'CH01',
  agent: 'WK01',
  ...part,
})
const trustOf = (engagement: Engagement) => assess(engagement, NOW, DEFAULT_TRUST).trust
const inChat = (...evidence: readonly Evidence[]): Engagement => ({
  conversation: 'CH01',
  contact: GUEST,
  evidence,
})

describe('an agent', () => {
  const CALLED = attested({ method: 'callback', address: PHONE })
  const SEEN = attested({ method: 'in_person', customer: 'C-1' })

  test.each(['WK01', 'wk01', 'WK01 ', ' Wk01'])(
    'is one cause, by whichever method, as %j',
    (agent) => {
      const evidence = [onFile({ phone: PHONE }), CALLED, { ...SEEN, agent }]
      expect(trustOf(inChat(...evidence)).write).toBe(3)
      expect(trustOf(inChat(...evidence, { ...SEEN, agent: 'WK02' })).write).toBe(4)
    },
  )

  test.each(['wk01', 'WK01 ', 'WK01'])(
    'does not approve an override of their own as %j',
    (second) => {
      const override = attested({
        method: 'override',
        customer: 'C-1',
        approvedBy: second,
        reason: 'known',
        expires: '2026-11-22T11:00:00Z',
      })
      expect(trustOf(inChat(override)).write).toBe(0)
    },
  )

  test("gives no factor of the payer's own", () => {
    const compiled = compilePolicy({
      policy: 'payer',
      version: 1,
      packs: ['psd2'],
      classes: {
        account: { kind: 'financial', fields: ['a'], full: { write: 'strong', read: 'verified' } },
      },
      routes: [{ id: 'general', queue: 'front' }],
    })
    if (!compiled.ok) throw new TypeError('the policy does not compile')
    const decide = (...evidence: readonly Evidence[]) =>
      evaluate(compiled.value, inChat(...evidence), NOW)
    const vouched = decide(login({}), SEEN)
    expect(vouched.trust.write).toBe(4)
    expect(vouched.disclosure['account']).toBe('none')
    expect(decide(login({ amr: ['pwd', 'otp'] })).disclosure['account']).toBe('full')
  })
})

describe('a login by a text alone', () => {
  const swapped: Evidence = {
    kind: 'lookup',
    at: '2026-11-22T09:59:30Z',
    result: {
      phone_number: PHONE,
      sim_swap: {
        last_sim_swap: { swapped_in_period: true, last_sim_swap_date: '2026-11-22T05:00:00Z' },
      },
    },
  }
  test.each([['sms'], ['sms', 'otp'], ['sms', 'mfa'], ['otp', 'sms', 'mca']])(
    'rests on its SIM: %s %s %s',
    (...amr) => {
      expect(trustOf(inChat(login({ amr }))).write).toBe(3)
      expect(trustOf(inChat(login({ amr }), swapped)).write).toBeLessThanOrEqual(1)
      expect(
        trustOf(inChat(login({ amr, phone_number: PHONE }), swapped)).write,
      ).toBeLessThanOrEqual(1)
    },
  )

  test('does not rest on a SIM that is known to be of another, or of another number', () => {
    const evidence = [login({ amr: ['sms'] }), swapped, onFile({ phone: PHONE }, 'C-2')]
    expect(trustOf(inChat(...evidence)).write).toBe(3)
    expect(
      trustOf(inChat(login({ amr: ['sms'], phone_number: '+14155550101' }), swapped)).write,
    ).toBe(3)
  })

  test('and a password rests on two things', () => {
    expect(trustOf(inChat(login({ amr: ['pwd', 'sms'] }), swapped)).write).toBe(4)
  })
})

describe('a token', () => {
  test.each([
    ['issued before its login', { iat: '2026-11-22T09:54:59Z' }],
    ['issued in the future', { iat: '2026-11-22T10:00:01Z' }],
    ['not yet to be used', { nbf: '2026-11-22T10:00:01Z' }],
    ['issued at no time', { iat: 'soon' }],
    ['to be used from no time on', { nbf: {} }],
  ])('%s proves nothing', (_what, part) => {
    expect(trustOf(inChat(login(part))).write).toBe(0)
  })

  test('issued since, and to be used by now, proves what it did', () => {
    expect(trustOf(inChat(login({ iat: 1_795_341_301, nbf: 1_795_341_301 }))).write).toBe(3)
  })
})

const digits = (length: number) =>
  fc.array(fc.nat({ max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

/** Numbers in the two spellings that people and platforms use for them. */
const SPELLINGS = fc.oneof(
  digits(9).map((rest) => [`+525${rest}`, `+5215${rest}`] as const),
  digits(9).map((rest) => [`+541${rest}`, `+5491${rest}`] as const),
  digits(7).map((rest) => [`+55118${rest}`, `+551198${rest}`] as const),
)

test('two spellings of one mobile number decide the same, wherever each of them stands', () => {
  fc.assert(
    fc.property(
      SPELLINGS,
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      (pair, choices) => {
        const engage = (spell: (index: number) => string): Engagement => ({
          conversation: 'CH01',
          contact: { channel: 'whatsapp', address: `whatsapp:${spell(0)}` },
          readers: [{ channel: 'whatsapp', address: `whatsapp:${spell(1)}` }],
          evidence: [
            onFile({ phone: spell(2) }),
            {
              kind: 'verify_check',
              at: '2026-11-22T09:58:00Z',
              conversation: 'CH01',
              by: { channel: 'whatsapp', address: spell(0) },
              result: {
                sid: 'VE01',
                to: spell(3),
                channel: 'sms',
                status: 'approved',
                valid: true,
              },
            },
            {
              kind: 'lookup',
              at: '2026-11-22T09:59:00Z',
              query: { phone: spell(4) },
              result: { phone_number: spell(2), line_type_intelligence: { type: 'mobile' } },
            },
          ],
        })
        const mixed = trustOf(engage((index) => pair[choices[index] === true ? 1 : 0]))
        expect(mixed).toEqual(trustOf(engage(() => pair[0])))
        expect(mixed.write).toBe(3)
      },
    ),
    runs(300),
  )
})

describe('a pack', () => {
  const policyOf = (classes: object, issuers: object[] = []) => {
    const compiled = compilePolicy({
      policy: 'tight',
      version: 1,
      packs: ['gdpr', 'ffiec'],
      classes: JSON.parse(JSON.stringify(classes)),
      routes: [{ id: 'general', queue: 'front' }],
      ...(issuers.length > 0 && { issuers: JSON.parse(JSON.stringify(issuers)) }),
    })
    if (!compiled.ok) throw new TypeError('the policy does not compile')
    return compiled.value
  }

  test('guards what is public and regulated as what is regulated', () => {
    const kinds = [
      ['financial'],
      ['public', 'financial'],
      ['financial', 'general'],
      ['public', 'special'],
    ]
    for (const kind of kinds) {
      const policy = policyOf({ data: { kind, fields: ['a'], confirm: { write: 0, read: 0 } } })
      const decision = evaluate(policy, inChat(), NOW)
      expect(decision.disclosure['data'], kind.join()).toBe('none')
    }
    const open = policyOf({
      data: { kind: 'public', fields: ['a'], confirm: { write: 0, read: 0 } },
    })
    expect(evaluate(open, inChat(), NOW).disclosure['data']).toBe('confirm')
  })

  test.each(['kba', 'rba', 'tel', 'user', 'geo', 'mca'])(
    'makes no factor of %s, whatever an issuer is said to mean',
    (word) => {
      const policy = policyOf(
        {
          data: { kind: 'financial', fields: ['a'], full: { write: 'verified', read: 'verified' } },
        },
        [{ issuer: ISSUER, amr: { [word]: 'strong', pwd: 'strong' } }],
      )
      const decide = (amr: readonly string[]) =>
        evaluate(policy, inChat(login({ amr })), NOW).trust.write
      expect(decide([word])).toBe(0)
      expect(decide(['pwd', word])).toBe(3)
    },
  )
})

test('a message of several classes is repeated only to those who may hear each of them', () => {
  const compiled = compilePolicy({
    policy: 'labels',
    version: 1,
    classes: {
      hard_to_ask: { fields: ['a'], full: { write: 'strong', read: 'recognized' } },
      hard_to_read: { fields: ['b'], full: { write: 'recognized', read: 'verified' } },
      never: { fields: ['c'], masked: { write: 'recognized', read: 'recognized' } },
    },
    routes: [{ id: 'general', queue: 'front' }],
  })
  if (!compiled.ok) throw new TypeError('the policy does not compile')
  const { value: policy } = compiled
  const names = ['hard_to_ask', 'hard_to_read', 'never', 'unknown']
  fc.assert(
    fc.property(
      fc.subarray(names, { minLength: 1 }),
      fc.constantFrom(0, 1, 2, 3, 4),
      (held, read) => {
        const alone = held.every((name) =>
          mayRepeat(policy, { label: labelOf(policy, [name]) }, read),
        )
        expect(mayRepeat(policy, { label: labelOf(policy, held) }, read)).toBe(alone)
      },
    ),
  )
})

describe('code in an engagement', () => {
  const throws = (): never => {
    throw new RangeError('zq7')
  }
  const trap = new Proxy(
    {},
    {
      get: throws,
      ownKeys: throws,
      has: throws,
      getPrototypeOf: throws,
      getOwnPropertyDescriptor: throws,
    },
  )
  const compiled = compilePolicy({
    policy: 'total',
    version: 1,
    classes: { data: { fields: ['a'], full: { write: 'verified', read: 'verified' } } },
    stepUp: ['login'],
    routes: [{ id: 'general', queue: 'front' }],
  })
  if (!compiled.ok) throw new TypeError('the policy does not compile')
  const { value: policy } = compiled
  const whole = { ...inChat(login({})), intent: { classes: ['data'], actions: [] }, context: {} }

  test.each([
    'conversation',
    'contact',
    'readers',
    'claims',
    'evidence',
    'intent',
    'context',
    'message',
    'epoch',
  ])('that throws in %s is met with a decision', (field) => {
    for (const value of [trap, [trap], { a: trap }, new Proxy([], { get: throws })]) {
      expect(() => evaluate(policy, { ...whole, [field]: value }, NOW)).not.toThrow()
    }
    const getter = Object.defineProperty({ ...whole }, field, { get: throws, enumerable: true })
    // What trust does not rest on takes nothing away; whatever it rests on takes all.
    const isTrusted = field === 'context' || field === 'message' || field === 'epoch'
    const { disclosure } = evaluate(policy, getter, NOW)
    if (!isTrusted) expect(disclosure['data']).toBe('none')
  })
})

test('work is bounded inside evidence', () => {
  const claims = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, at) => [`a${at}`, `a${at}@example.com`]),
  )
  const bot: Evidence = {
    kind: 'bot_handover',
    at: '2026-11-22T09:58:00Z',
    conversation: 'CH01',
    result: { claims },
  }
  const said = assess(inChat(onFile({ email: 'a@example.com' }), bot), NOW, DEFAULT_TRUST)
  expect(said.reasons).toContainEqual({ code: 'too_many', at: '/evidence/1/result/claims' })
  const [match] = [{ customer: 'C-1', basis: 'on_file', since: '2024-03-01' }]
  const dip = { ...onFile({ phone: PHONE }), matches: Array.from({ length: 200_000 }, () => match) }
  const found = assess(
    { ...inChat(dip), contact: { channel: 'sms', address: PHONE } },
    NOW,
    DEFAULT_TRUST,
  )
  expect(found.reasons.length).toBeLessThan(10)
  expect(found.reasons).toContainEqual({ code: 'too_many', at: '/evidence/0/matches' })
  expect(found.trust.write).toBe(1)
})
