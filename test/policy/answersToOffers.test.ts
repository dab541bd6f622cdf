import { expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import { DAY, type Engagement, type Evidence } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import { cleanLookup } from '../falsify/cleanLookup.js'
import { onFile } from '../falsify/following.js'
import { HERE, ISSUER, iso, NOW } from '../trust/evidenceWorld.js'

const NUMBER = '+14155550100'
const OTHER = 'https://other.example.com'

type ClassRule = NonNullable<PolicyDocument['classes']['secret']>

const policyOf = (rest: Partial<PolicyDocument>, secret: ClassRule) => {
  const compiled = compilePolicy({
    policy: 'answers',
    version: 1,
    classes: { secret: { fields: ['secret'], ...secret } },
    stepUp: ['login', 'push'],
    routes: [{ id: 'rest', queue: 'front' }],
    ...rest,
  })
  if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
  return compiled.value
}

const SMS: Engagement = {
  conversation: HERE,
  contact: { channel: 'sms', address: NUMBER },
  evidence: [onFile({ phone: NUMBER }, 'C-77'), cleanLookup(NUMBER)],
  intent: { classes: ['secret'] },
}

const CHAT: Engagement = { ...SMS, contact: { channel: 'web_chat', address: 'FX01' } }

const offersIn = (
  rest: Partial<PolicyDocument>,
  secret: ClassRule,
  engagement: Engagement = CHAT,
): readonly object[] =>
  evaluate(policyOf(rest, secret), engagement, NOW).stepUp.map(({ methods, acr, logins }) => ({
    by: methods.join('+'),
    acr,
    ...(logins !== undefined && { logins }),
  }))

const TWO_KINDS: ClassRule = { full: { write: 'strong', read: 'verified', categories: 2 } }
const ALL_WORDS = { pwd: 'verified', hwk: 'verified', mfa: 'verified' } as const

test.each([
  // Whatever the issuer says, it is a login of that class.
  [
    {},
    { full: { write: 'verified', read: 'verified' } },
    [
      ['login', 'verified'],
      ['push', 'verified'],
    ],
  ],
  // Which kind of proof it is has to be asked for, of whoever it is asked.
  [{}, TWO_KINDS, [['login+push', 'strong', { amr: ['pin', 'pwd'] }]]],
  [
    { issuers: [{ issuer: ISSUER, amr: ALL_WORDS }] },
    TWO_KINDS,
    [['login+push', 'strong', { issuer: ISSUER, amr: ['pwd'] }]],
  ],
  // What a class of login stands for is not said, kind by kind.
  [{ issuers: [{ issuer: ISSUER, acr: { gold: 'verified' } }] }, TWO_KINDS, []],
  [
    {
      issuers: [
        { issuer: ISSUER, acr: { gold: 'strong' } },
        { issuer: OTHER, amr: { fpt: 'verified' } },
      ],
    },
    TWO_KINDS,
    [['login+push', 'strong', { issuer: OTHER, amr: ['fpt'] }]],
  ],
  // Where each login is of one kind there is nothing to ask for.
  [
    { issuers: [{ issuer: ISSUER, amr: { pwd: 'verified' } }] },
    TWO_KINDS,
    [['login+push', 'strong']],
  ],
  // The same kind twice is one.
  [{ issuers: [{ issuer: ISSUER, amr: { otp: 'verified' } }] }, TWO_KINDS, []],
  // Every word of it counts, so the least of them is what is promised.
  [
    { issuers: [{ issuer: ISSUER, amr: { hwk: 'strong', sc: 'strong' } }] },
    { full: { write: 'strong', read: 'verified', forbid_phishable_only: true } },
    [['login', 'strong']],
  ],
  [
    { issuers: [{ issuer: ISSUER, amr: { hwk: 'strong', pwd: 'strong' } }] },
    { full: { write: 'strong', read: 'verified', forbid_phishable_only: true } },
    [],
  ],
  // A word by which nobody is verified makes no login that is worth a step.
  [
    {
      issuers: [{ issuer: ISSUER, amr: { pwd: 'recognized', sms: 'verified' } }],
      stepUp: ['login'],
    },
    { full: { write: 'verified', read: 'verified' } },
    [],
  ],
] as const)(
  'an offer supposes of a login no more than its issuer promises: %j, %j',
  (rest, secret, wanted) => {
    expect(offersIn(rest, secret)).toEqual(
      wanted.map(([by, acr, logins]) => ({
        by,
        acr,
        ...(logins !== undefined && { logins: [logins] }),
      })),
    )
  },
)

test('a lower class of login is asked for as a factor where its kind counts', () => {
  const secret: ClassRule = { full: { write: 'recognized', read: 'recognized', categories: 2 } }
  expect(offersIn({}, secret, SMS)).toEqual([
    { by: 'login+push', acr: 'verified', logins: [{ amr: ['pin', 'pwd'] }] },
  ])
})

// What is so of this channel is not so of the one that an offer leads to.
test.each([
  [['sms'], []],
  [['web_chat_authenticated'], [{ by: 'portal', acr: 'verified' }]],
] as const)('a portal opens what is open there: on %j', (channels, wanted) => {
  const secret: ClassRule = { full: { write: 'verified', read: 'verified', channels } }
  expect(offersIn({ stepUp: ['portal'] }, secret, SMS)).toEqual(wanted)
})

test('a plan that leads elsewhere is not taken for another whose facts hold only here', () => {
  const secret: ClassRule = {
    full: {
      write: 'verified',
      read: 'verified',
      when: { any: [{ channel: ['sms'] }, { context: { member: true } }] },
    },
  }
  const policy = policyOf({ stepUp: ['portal'], facts: { member: 'boolean' } }, secret)
  const offered = (member: boolean) =>
    evaluate(policy, { ...SMS, context: { member } }, NOW).stepUp.length
  expect([offered(false), offered(true), offered(false)]).toEqual([0, 1, 0])
})

test('no code goes to a number after news of it that only its sender has a name for', () => {
  const signal: Evidence = {
    kind: 'risk_signal',
    signal: 'ours',
    max: 2,
    address: NUMBER,
    at: iso(NOW - DAY / 24),
  }
  const secret: ClassRule = { full: { write: 'verified', read: 'recognized' } }
  const engagement: Engagement = { ...SMS, evidence: [signal] }
  expect(offersIn({ stepUp: ['verify_sms', 'push'] }, secret, engagement)).toEqual([
    { by: 'push', acr: 'verified' },
  ])
})

test('whether a number has a new owner stays unknown where nobody may look, whatever is assumed of its SIM', () => {
  const secret: ClassRule = { full: { write: 'verified', read: 'verified' } }
  const unchecked = { sim_swap_unknown: 'strong', line_type_unknown: 'strong' } as const
  const offeredWith = (reassignment_unknown: 'claimed' | 'strong') =>
    offersIn(
      { stepUp: ['push'], refuses: ['lookup'], risk: { ...unchecked, reassignment_unknown } },
      secret,
      { ...SMS, evidence: [] },
    ).length
  expect([offeredWith('claimed'), offeredWith('strong')]).toEqual([0, 1])
})

test.each([
  ['recognized', 'recognized', ['login']],
  ['recognized', 'claimed', ['login']],
  ['claimed', 'claimed', ['login']],
  // No proof leads above what the conversation is held at.
  ['recognized', 'verified', []],
  ['claimed', 'recognized', []],
] as const)('held at %s, a login is offered for %s where it opens it', (lower, write, offered) => {
  const policy = policyOf(
    { stepUp: ['login'], actions: { block: { write } } },
    { full: { write: 'strong', read: 'strong' } },
  )
  const held: Evidence = {
    kind: 'agent_attestation',
    at: iso(NOW - 1_000),
    conversation: HERE,
    lower,
  }
  const asking: Engagement = {
    conversation: HERE,
    contact: { channel: 'in_app', address: 'u-77' },
    evidence: [held],
    intent: { actions: ['block'] },
  }
  const before = evaluate(policy, asking, NOW)
  expect(before.stepUp.flatMap(({ methods }) => methods)).toEqual(offered)
  expect(before.actions['block']).toBe(offered.length > 0 ? 'step_up' : 'deny')
  if (offered.length === 0) return
  const login: Evidence = {
    kind: 'session',
    at: iso(NOW),
    conversation: HERE,
    purpose: 'block',
    issuer: ISSUER,
    subject: 'u-77',
    customer: 'C-77',
    amr: ['pwd'],
    authTime: iso(NOW),
    expires: iso(NOW + DAY),
  }
  const after = evaluate(policy, { ...asking, evidence: [held, login] }, NOW)
  expect(after.actions['block']).toBe('allow')
})
