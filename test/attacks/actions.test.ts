import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain, findFlip } from '../../src/analysis/index.js'
import { replayRecord } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Contact, Decision, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { createDecideHandler, sealLedger } from '../../src/twilio/functions/index.js'
import { runs } from '../runs.js'
import { toDecisionRecord } from '../toDecisionRecord.js'
import { call, KEYS } from '../twilio/functions/call.js'

const NUMBER = '+14155550100'
const AT = Date.parse('2026-11-22T10:00:00Z')
const SMS: Contact = { channel: 'sms', address: NUMBER }
const WHATSAPP: Contact = { channel: 'whatsapp', address: `whatsapp:${NUMBER}` }

const compiled = compilePolicy({
  policy: 'actions',
  version: 1,
  classes: {
    account: {
      fields: ['orders.*'],
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified', maxAge: '1h' },
    },
  },
  actions: {
    subscribe: { write: 'claimed' },
    track: { write: 'recognized', read: 'recognized' },
    cancel_order: { write: 'verified' },
    change_address: { write: 'strong' },
    send_copy: { write: 'strong', deliver_to_record: 'verified' },
  },
  stepUp: ['login', 'verify_sms'],
  routes: [{ id: 'general', queue: 'front' }],
})
if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
const { value: policy } = compiled
const ACTIONS = policy.actions.map(({ name }) => name)

const ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: NUMBER },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
}
const CODE: Evidence = {
  kind: 'verify_check',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
}
const LOGIN: Evidence = {
  kind: 'session',
  conversation: 'CH01',
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:59:00Z',
  expires: '2026-11-22T10:55:00Z',
}
const FACTOR: Evidence = {
  kind: 'factor_challenge',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  customer: 'C-1',
  result: {
    sid: 'YC01',
    service_sid: 'VA01',
    identity: 'u-77',
    factor_sid: 'YF01',
    factor_type: 'totp',
    status: 'approved',
  },
}
const CALLBACK: Evidence = {
  kind: 'agent_attestation',
  at: '2026-11-22T09:59:00Z',
  conversation: 'CH01',
  agent: 'WK01',
  method: 'callback',
  address: NUMBER,
}
const PROOFS = [CODE, LOGIN, FACTOR, CALLBACK]

const decide = (
  contact: Contact,
  evidence: readonly Evidence[],
  actions: readonly string[] = ACTIONS,
): Decision =>
  evaluate(
    policy,
    {
      conversation: 'CH01',
      message: 'SM02',
      contact,
      evidence: [ON_FILE, ...evidence],
      intent: { classes: ['account'], actions },
    },
    AT,
  )

const allowedIn = ({ actions }: Decision): readonly string[] =>
  ACTIONS.filter((name) => actions[name] === 'allow')

describe('a number is forged right after its owner proved themselves for nothing in particular', () => {
  test.each(PROOFS)('a $kind opens classes and no action', (proof) => {
    const { disclosure, actions } = decide(SMS, [proof])
    expect(disclosure['account']).toBe('full')
    expect(actions['cancel_order']).toBe('step_up')
  })

  test('the reason is that it was not given for this, and the offer says what for', () => {
    const { reasons, stepUp } = decide(SMS, [CODE], ['cancel_order'])
    expect(reasons).toContainEqual({
      code: 'purpose_not_proved',
      at: '/intent/actions/0',
      rule: 'action.cancel_order',
    })
    expect(reasons.map(({ code }) => code)).not.toContain('write_trust_too_low')
    expect(stepUp[0]?.purposes).toContain('cancel_order')
    expect(stepUp[0]?.insufficient).toContain('purpose')
  })

  test('two of them are no two for an action', () => {
    const { trust, actions } = decide(SMS, [CODE, LOGIN])
    expect(trust.level).toBe('strong')
    expect([actions['change_address'], actions['cancel_order']]).toEqual(['step_up', 'step_up'])
  })

  test('one of them helps another to nothing', () => {
    const { actions } = decide(SMS, [CODE, { ...LOGIN, message: 'SM02' }])
    expect([actions['change_address'], actions['cancel_order']]).toEqual(['step_up', 'allow'])
  })

  test.each(['', null])('a message or purpose of %j names none', (nothing) => {
    const proof = { ...CODE, message: nothing, purpose: nothing }
    expect(allowedIn(decide(SMS, [proof]))).not.toContain('cancel_order')
  })

  test('a copy that names a message adds nothing, whichever comes first', () => {
    const copies = [CODE, { ...CODE, message: 'SM02' }]
    const opened = [copies, copies.toReversed()].map((some) => allowedIn(decide(SMS, some)))
    expect(opened).toEqual([
      ['subscribe', 'track'],
      ['subscribe', 'track'],
    ])
  })
})

describe('a proof for this', () => {
  test.each(PROOFS)('message: a $kind opens the action as well', (proof) => {
    const { disclosure, actions } = decide(SMS, [{ ...proof, message: 'SM02' }])
    expect([disclosure['account'], actions['cancel_order']]).toEqual(['full', 'allow'])
  })

  test.each(PROOFS)('action: a $kind opens it, and nothing else', (proof) => {
    const decision = decide(SMS, [{ ...proof, purpose: 'cancel_order' }])
    expect(allowedIn(decision)).toEqual(['cancel_order', 'subscribe', 'track'])
  })

  test('message opens nothing for another one', () => {
    const { disclosure, actions } = decide(SMS, [{ ...CODE, message: 'SM01' }])
    expect([disclosure['account'], actions['cancel_order']]).toEqual(['masked', 'step_up'])
  })
})

test('where there is a session it is as before: proof for nothing in particular opens actions', () => {
  expect(allowedIn(decide(WHATSAPP, [CODE]))).toContain('cancel_order')
})

test('a record replays what was decided', () => {
  for (const evidence of [[CODE], [{ ...CODE, message: 'SM02' }], [CODE, LOGIN]]) {
    const engagement = {
      conversation: 'CH01',
      message: 'SM02',
      contact: SMS,
      evidence: [ON_FILE, ...evidence],
    }
    const decision = evaluate(policy, engagement, AT)
    const assessment = assess(engagement, AT, policy)
    const record = toDecisionRecord(engagement, decision, { assessment, policy })
    expect(replayRecord(policy, record)?.actions).toEqual(decision.actions)
  }
})

test('explain says that the rule is not met, and what is missing', () => {
  const engagement = { conversation: 'CH01', contact: SMS, evidence: [ON_FILE, CODE] }
  const { topics } = explain(policy, { engagement, at: AT }, 'without_flips')
  const topic = topics.find((one) => one.topic === 'cancel_order')
  expect(topic?.considered).toMatchObject([{ met: false, short: ['purpose'] }])
})

test.each([{ message: 'SM02' }, {}])(
  'a change that explain names opens the action (%j)',
  (named) => {
    const engagement = { conversation: 'CH01', ...named, contact: SMS, evidence: [ON_FILE, CODE] }
    const isAllowed = ({ actions }: Decision): boolean => actions['cancel_order'] === 'allow'
    const flip = findFlip(policy, { engagement, at: AT }, isAllowed)
    if (flip === null) throw new Error('nothing opens it')
    expect(flip.change).toMatch(/^with /)
    expect(isAllowed(evaluate(policy, flip.situation.engagement, flip.situation.at))).toBe(true)
  },
)

describe('on the wire, from a call to its answer', () => {
  const handler = createDecideHandler({
    policy,
    directory: () => ({
      find: () =>
        Promise.resolve([
          { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
        ]),
      reach: () => Promise.resolve(null),
    }),
    ledgerKeys: () => KEYS,
    participants: () => () => Promise.resolve([]),
    now: () => AT,
  })
  const answerTo = (code: Evidence): Promise<unknown> => {
    const sealed = sealLedger(
      {
        conversation: 'CH01',
        sequence: 1,
        issued: AT,
        expires: AT + 60_000,
        evidence: [{ ...code, by: SMS }],
      },
      KEYS,
    )
    return call(handler, {
      conversation: 'CH01',
      message: 'SM02',
      ...SMS,
      actions: 'cancel_order',
      ledger: sealed.ok ? sealed.value : '',
    })
  }

  test('a code for nothing opens no action, and the answer says what the next is for', async () => {
    expect(await answerTo(CODE)).toMatchObject({
      disclose_account: 'full',
      action_cancel_order: 'step_up',
      step_up_purpose: 'cancel_order',
    })
  })

  test.each([{ message: 'SM02' }, { purpose: 'cancel_order' }])(
    'a code for %j opens it',
    async (bound) => {
      expect(await answerTo({ ...CODE, ...bound })).toMatchObject({
        action_cancel_order: 'allow',
        step_up_purpose: '',
      })
    },
  )
})

describe('whatever was proved, on channels without a session', () => {
  const anyContact = fc.constantFrom<Contact>(
    SMS,
    { channel: 'mms', address: NUMBER },
    { channel: 'rcs', address: `rcs:${NUMBER}` },
    { channel: 'group_mms', address: NUMBER },
    { channel: 'email', address: 'ada@example.com' },
  )
  const anyProof = fc.record({
    proof: fc.constantFrom(...PROOFS),
    serial: fc.nat(3),
    minutes: fc.constantFrom(1, 9, 11),
    message: fc.constantFrom('SM01', 'SM02', undefined),
    purpose: fc.constantFrom(...ACTIONS, 'account', undefined),
  })
  type Made = typeof anyProof extends fc.Arbitrary<infer T> ? T : never
  const write = ({ proof, serial, minutes, message, purpose }: Made): Evidence => {
    const since = new Date(AT - minutes * 60_000).toISOString()
    const { result } = proof
    return {
      ...proof,
      at: since,
      ...(proof.kind === 'session' && { authTime: since }),
      ...(typeof result === 'object' &&
        result !== null && {
          result: { ...result, sid: `${proof.kind === 'verify_check' ? 'VE' : 'YC'}0${serial}` },
        }),
      ...(message !== undefined && { message }),
      ...(purpose !== undefined && { purpose }),
    }
  }
  const anyProofs = fc.array(anyProof, { minLength: 1, maxLength: 4 })
  const RUNS = runs(150)

  test('proofs that name nothing open no action that would not be open without them', () => {
    fc.assert(
      fc.property(anyContact, anyProofs, (contact, made) => {
        const unnamed = made.map((one) => write({ ...one, message: undefined, purpose: undefined }))
        const alone = allowedIn(decide(contact, []))
        expect(alone).toEqual(expect.arrayContaining([...allowedIn(decide(contact, unnamed))]))
      }),
      RUNS,
    )
  })

  test('leaving out of one proof what it is for never opens an action', () => {
    fc.assert(
      fc.property(anyContact, anyProofs, fc.nat(3), (contact, made, at) => {
        const rest = made.filter((_, index) => index !== at % made.length).map(write)
        const one = made[at % made.length]
        if (one === undefined) return
        const dropped = write({ ...one, message: undefined, purpose: undefined })
        const without = allowedIn(decide(contact, rest))
        expect(without).toEqual(
          expect.arrayContaining([...allowedIn(decide(contact, [...rest, dropped]))]),
        )
      }),
      RUNS,
    )
  })

  test('a proof for this message opens as much as one for each action and class together', () => {
    fc.assert(
      fc.property(anyContact, anyProofs, (contact, made) => {
        const named = made.map((one) => write({ ...one, message: 'SM02', purpose: undefined }))
        const decision = decide(contact, named)
        for (const purpose of [...ACTIONS, 'account' as const]) {
          const own = decide(
            contact,
            made.map((one) => write({ ...one, message: undefined, purpose })),
          )
          const given = (one: Decision) => one.actions[purpose] ?? one.disclosure[purpose]
          expect(given(decision)).toBe(given(own))
        }
      }),
      RUNS,
    )
  })

  test('classes are given the same for a proof that names this message and one that names nothing', () => {
    fc.assert(
      fc.property(anyContact, anyProofs, (contact, made) => {
        const [named, unnamed] = (['SM02', undefined] as const).map((message) =>
          decide(
            contact,
            made.map((one) => write({ ...one, message, purpose: undefined })),
          ),
        )
        if (named === undefined || unnamed === undefined) throw new TypeError('nothing decided')
        expect(unnamed.disclosure).toEqual(named.disclosure)
        expect(unnamed.trust.level).toBe(named.trust.level)
      }),
      RUNS,
    )
  })
})
