import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Decision, Engagement, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const NUMBER = '+14155550100'
const NOW = '2026-11-22T10:00:10Z'

const compiled = compilePolicy({
  policy: 'shop',
  version: 1,
  classes: {
    account: { masked: 'recognized', full: { write: 'verified', read: 'verified', maxAge: '1h' } },
    money: {
      masked: { write: 'verified', read: 'verified' },
      full: { write: 'strong', read: 'verified' },
    },
  },
  actions: {
    change_address: { write: 'strong', maxAge: '5m', purpose: true },
    sign_off: { write: 'strong', forbid_phishable_only: true },
    pay: { write: 'verified', linked: true },
    pay_out: { write: 'strong', linked: true, categories: 2, forbid_phishable_only: true },
  },
  stepUp: ['login', 'verify_sms', 'verify_call', 'verify_email', 'push', 'passkey', 'portal'],
  routes: [{ id: 'all', queue: 'q' }],
})
if (!compiled.ok) throw new TypeError('the policy of this test is broken')
const policy = compiled.value

const tie = (basis: string, since = '2024-03-01'): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: NUMBER },
  matches: [{ customer: 'C-1', basis, since, confirmed: '2026-10-30' }],
})

const PAYMENT = { amount: '12.50', payee: 'Acme' }

const code = (purpose: string | null = null): Evidence => ({
  kind: 'verify_check',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  purpose,
  result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true, ...PAYMENT },
})

const login = (purpose: string | null = null): Evidence => ({
  kind: 'session',
  conversation: 'CH01',
  purpose,
  issuer: 'https://login.example.com',
  subject: 'u-1',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:59:00Z',
  expires: '2026-11-22T10:59:00Z',
})

const passkey = (purpose: string | null = null): Evidence => ({
  kind: 'factor_challenge',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  customer: 'C-1',
  purpose,
  result: {
    sid: 'YC03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    service_sid: 'VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    identity: 'u-1',
    factor_sid: 'YF03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    factor_type: 'passkeys',
    status: 'approved',
  },
})

const push = (purpose: string | null = null, amount = PAYMENT.amount): Evidence => ({
  kind: 'factor_challenge',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  customer: 'C-1',
  purpose,
  result: {
    sid: 'YC04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    service_sid: 'VAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    identity: 'u-1',
    factor_sid: 'YF04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    factor_type: 'push',
    status: 'approved',
    details: {
      fields: [
        { label: 'Amount', value: amount },
        { label: 'Payee', value: PAYMENT.payee },
      ],
    },
  },
})

const lookup = (packages: object): Evidence => ({
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  result: { phone_number: NUMBER, ...packages },
})

const ask = (
  channel: string,
  evidence: readonly Evidence[],
  intent: Engagement['intent'] = { classes: ['money'], actions: [] },
): Decision =>
  evaluate(
    policy,
    {
      conversation: 'CH01',
      contact: { channel, address: channel === 'web_chat' ? 'guest-1' : NUMBER },
      evidence,
      intent,
    },
    NOW,
  )

const offered = ({ stepUp }: Decision): readonly string[] => [
  ...new Set(stepUp.flatMap(({ methods }) => methods)),
]

describe('what is offered is worth doing', () => {
  test('a code by SMS is offered to a stranger, for they may be a customer', () => {
    expect(offered(ask('sms', []))).toContain('verify_sms')
  })

  test('no code goes to a number within hours of a SIM swap', () => {
    const swapped = lookup({
      sim_swap: { last_sim_swap: { swapped_in_period: true }, error_code: null },
    })
    expect(offered(ask('sms', [swapped]))).not.toContain('verify_sms')
    expect(offered(ask('sms', [swapped]))).not.toContain('verify_call')
    expect(offered(ask('sms', [tie('verified'), swapped]))).not.toContain('verify_sms')
    expect(offered(ask('sms', [tie('verified'), swapped]))).toContain('login')
  })

  test('no code or call goes to a number that anybody can rent', () => {
    const rented = lookup({ line_type_intelligence: { type: 'nonFixedVoip', error_code: null } })
    expect(offered(ask('sms', [rented]))).not.toContain('verify_sms')
    expect(offered(ask('sms', [rented]))).not.toContain('verify_call')
  })

  test('no call goes to a number that is forwarded', () => {
    const forwarded = lookup({
      call_forwarding: { call_forwarding_enabled: true, error_code: null },
    })
    expect(offered(ask('sms', [forwarded]))).not.toContain('verify_call')
  })

  test.each([{ signal: 'otp_failures', count: 5 }, { signal: 'fraud' }])(
    'no code or call goes to the number that they write from after $signal on it',
    (news) => {
      const signal = { kind: 'risk_signal', at: '2026-11-22T09:59:30Z', address: NUMBER, ...news }
      for (const known of [[], [tie('verified'), login()]]) {
        const found = offered(ask('sms', [...known, signal]))
        expect(found).not.toContain('verify_sms')
        expect(found).not.toContain('verify_call')
        expect(found).toContain('passkey')
      }
      expect(offered(ask('web_chat', [signal]))).toContain('verify_sms')
    },
  )

  test('no code goes to the number that already texts when it is the reader who is in doubt', () => {
    const doubtful = ask('sms', [tie('on_file'), code(), login()])
    expect(doubtful.trust).toMatchObject({ write: 3, read: 2 })
    expect(doubtful.disclosure).toMatchObject({ money: 'none' })
    expect(doubtful.stepUp.filter(({ opens }) => opens.includes('money'))).not.toContainEqual(
      expect.objectContaining({ channel: undefined }),
    )
    const opening = doubtful.stepUp.filter(({ opens }) => opens.includes('money'))
    expect(opening.length).toBeGreaterThan(0)
    for (const { channel } of opening) expect(channel).toBe('web_chat_authenticated')
  })

  test('an e-mail code is never half of two proofs', () => {
    const pairs = ask('web_chat', []).stepUp.filter(({ methods }) => methods.length > 1)
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs.flatMap(({ methods }) => methods)).not.toContain('verify_email')
  })

  test('nothing is offered once an agent has seen duress', () => {
    const flagged: Evidence = {
      kind: 'agent_attestation',
      at: '2026-11-22T10:00:00Z',
      conversation: 'CH01',
      agent: 'WK01',
      flags: ['duress'],
    }
    expect(ask('sms', [tie('verified'), flagged]).stepUp).toEqual([])
  })

  test('only what cannot be phished is offered where that is asked', () => {
    const sets = ask('web_chat', [], { actions: ['sign_off'] }).stepUp.filter(({ opens }) =>
      opens.includes('sign_off'),
    )
    expect(sets.map(({ methods }) => methods)).toEqual([['passkey']])
  })

  test('three proofs are offered where no two are enough', () => {
    const { stepUp } = ask('web_chat', [], { actions: ['pay_out'], ...PAYMENT })
    const sets = stepUp.filter(({ opens }) => opens.includes('pay_out'))
    expect(sets.map(({ methods }) => methods.join())).toContain('login,push,passkey')
    for (const { methods } of sets) expect(methods).toHaveLength(3)
  })

  test('an action that nothing here would open is denied', () => {
    const [swapped] = [
      lookup({ sim_swap: { last_sim_swap: { swapped_in_period: true }, error_code: null } }),
    ]
    const narrow = { ...policy, stepUp: ['verify_sms'] }
    const engagement: Engagement = {
      conversation: 'CH01',
      contact: { channel: 'sms', address: NUMBER },
      ...(swapped === undefined ? {} : { evidence: [swapped] }),
    }
    expect(evaluate(narrow, engagement, NOW).actions).toEqual({
      change_address: 'deny',
      sign_off: 'deny',
      pay: 'deny',
      pay_out: 'deny',
    })
  })
})

test.each([
  ['the payment it showed', '12.50', 'allow'],
  ['no other', '1250.00', 'step_up'],
])('a push pays %s', (_, amount, answer) => {
  const intent = { actions: ['pay'], ...PAYMENT }
  expect(ask('web_chat', [push('pay', amount)], intent).actions).toMatchObject({ pay: answer })
})

describe('what is offered is named as RFC 9470 names it', () => {
  test('by what is insufficient, the level wanted and how fresh', () => {
    const [first] = ask('web_chat', [], { classes: ['account'] }).stepUp
    expect(first).toMatchObject({
      methods: ['login'],
      acr: 'verified',
      maxAge: 3_600,
      insufficient: ['read', 'write'],
    })
  })

  test('what was asked comes first, and the smallest set of it', () => {
    const { stepUp } = ask('web_chat', [], { actions: ['change_address'] })
    expect(stepUp[0]).toMatchObject({ methods: ['passkey'], acr: 'strong', maxAge: 300 })
    expect(stepUp[0]?.opens).toContain('change_address')
    expect(stepUp[1]).toMatchObject({ methods: ['login', 'verify_sms'] })
  })

  test('a plan that somebody changes is not the next one', () => {
    const { stepUp } = ask('web_chat', [])
    expect(() => Reflect.apply(Array.prototype.push, stepUp, [1])).toThrow(TypeError)
    expect(() => Reflect.apply(Array.prototype.push, stepUp[0]?.methods, ['x'])).toThrow(TypeError)
  })
})

// Doing what is offered really opens what it says, for a customer whose factors were enrolled before.
const DONE: Readonly<Record<string, (purpose: string | null) => Evidence>> = {
  login,
  verify_sms: code,
  push,
  passkey,
}

describe.each(['sms', 'whatsapp', 'web_chat'])('on %s', (channel) => {
  const before = ask(channel, [], {
    classes: ['account', 'money'],
    actions: ['change_address', 'sign_off', 'pay'],
    ...PAYMENT,
  })
  const doable = before.stepUp.filter(({ methods }) => methods.every((name) => name in DONE))

  test('there is something to offer, a payment among it', () => {
    expect(doable.length).toBeGreaterThan(2)
    expect(doable.flatMap(({ opens }) => opens)).toContain('pay')
  })

  test.each(
    doable.flatMap(({ methods, opens }) =>
      opens.map((name) => [methods.join(' and '), name] as const),
    ),
  )('%s opens %s', (methods, name) => {
    const purpose = name in before.actions ? name : null
    const evidence = methods.split(' and ').flatMap((word) => DONE[word]?.(purpose) ?? [])
    const after = ask(channel, [tie('verified'), ...evidence], {
      classes: ['account', 'money'],
      actions: ['change_address', 'sign_off', 'pay'],
      ...PAYMENT,
    })
    const opened = after.disclosure[name] ?? after.actions[name]
    expect(opened).not.toBe(before.disclosure[name] ?? before.actions[name])
  })
})

describe('proof that was given for something that is not asked for now', () => {
  // Whoever proved themselves for a payment then asks about the account.
  const given = [tie('verified'), login('sign_off'), code('account')]
  const named = ({ stepUp }: Decision): readonly string[] => stepUp.flatMap(({ opens }) => opens)

  test('is no ground to offer more for it, and it can still be opened', () => {
    const decision = ask('whatsapp', given, { classes: ['account'] })
    expect(named(decision)).not.toContain('sign_off')
    expect(named(decision)).toContain('change_address')
    expect(decision.actions['sign_off']).toBe('step_up')
  })

  test('counts once that is asked for, and then what is missing is offered', () => {
    const before = ask('whatsapp', given, { classes: ['account'], actions: ['sign_off'] })
    expect(named(before)).toContain('sign_off')
    const [first] = before.stepUp.filter(({ opens }) => opens.includes('sign_off'))
    expect(first?.methods).toEqual(['passkey'])
  })

  test('may be of somebody else, which is seen once that is asked for', () => {
    const other = { ...login('sign_off'), subject: 'u-2', customer: 'C-2' }
    const decision = ask('whatsapp', [tie('verified'), other], { classes: ['account'] })
    expect(named(decision)).not.toContain('sign_off')
    const asked = ask('whatsapp', [tie('verified'), other], { actions: ['sign_off'] })
    expect(asked.trust.resolution).toBe('conflict')
  })
})

test.each([
  [{ hwk: 'strong' }, ['login']],
  [{ hwk: 'strong', pwd: 'verified' }, ['passkey']],
] as const)(
  'with logins of %j the first that is offered for what takes most is %j',
  (amr, methods) => {
    const result = compilePolicy({
      policy: 'logins',
      version: 1,
      classes: { money: { full: { write: 'strong', read: 'recognized' } } },
      issuers: [{ issuer: 'https://login.example.com', amr }],
      stepUp: ['login', 'passkey'],
      routes: [{ id: 'all', queue: 'q' }],
    })
    if (!result.ok) throw new TypeError('the policy of this test is broken')
    const engagement = { conversation: 'CH01', contact: { channel: 'whatsapp', address: NUMBER } }
    expect(evaluate(result.value, engagement, NOW).stepUp[0]?.methods).toEqual(methods)
  },
)
