import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  type CompiledPolicy,
  rankOfAnswer,
  rankOfOpenness,
  stepUpMethodsOf,
} from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Decision, Engagement, Evidence } from '../../src/model/index.js'
import { compiled } from '../compiled.js'
import { times } from '../runs.js'
import { anyPolicy } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const RUNS = times(80)

const NOW = '2026-11-22T10:00:10Z'
const DONE_AT = '2026-11-22T10:00:05Z'
const NUMBER = '+14155550100'
const OTHER_NUMBER = '+14155550101'
const MAILBOX = 'ada@example.com'
const PAYMENT = { amount: '12.50', payee: 'Acme' }

const SHOWN = {
  fields: [
    { label: 'Amount', value: PAYMENT.amount },
    { label: 'Payee', value: PAYMENT.payee },
  ],
}

const directory = (query: object, basis = 'verified'): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query,
  matches: [{ customer: 'C-1', basis, since: '2024-03-01', confirmed: '2026-11-01' }],
})

const lookup = (number: string, swapped: boolean): Evidence => ({
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  result: {
    phone_number: number,
    sim_swap: {
      last_sim_swap: { swapped_period: 'PT24H', swapped_in_period: swapped },
      error_code: null,
    },
    line_type_intelligence: { type: 'mobile', error_code: null },
    reassigned_number: {
      last_verified_date: '2024-02-01',
      is_number_reassigned: 'no',
      error_code: null,
    },
  },
})

interface StepUpCase {
  readonly phone: string
  readonly policy: CompiledPolicy
  readonly payment: boolean
}

/** Does what a method asks, for this purpose and, where it can say so, this payment. */
function proofsBy(
  name: string,
  purpose: string,
  { phone, policy, payment, serial }: StepUpCase & { readonly serial: number },
): readonly Evidence[] {
  const [method] = stepUpMethodsOf({ ...policy, stepUp: [name] })
  const bound = { conversation: 'CH01', purpose, at: DONE_AT }
  switch (method?.kind) {
    case 'verify_check':
      return [
        {
          kind: 'verify_check',
          ...bound,
          result: {
            sid: `VE${serial}`,
            to: method.via === 'email' ? MAILBOX : phone,
            channel: method.via,
            status: 'approved',
            valid: true,
            ...(payment && PAYMENT),
          },
        },
      ]
    case 'factor_challenge':
      return [
        {
          kind: 'factor_challenge',
          ...bound,
          customer: 'C-1',
          result: {
            sid: `YC${serial}`,
            service_sid: 'VA1',
            identity: 'u-1',
            factor_sid: 'YF1',
            factor_type: method.via,
            status: 'approved',
            ...(payment && method.linkable && { details: SHOWN }),
          },
        },
      ]
    case 'agent_attestation':
      return [
        {
          kind: 'agent_attestation',
          ...bound,
          agent: 'WK01',
          method: 'callback',
          address: phone,
        },
      ]
    case 'session':
    case 'account_link':
      return [
        {
          kind: method.kind,
          ...bound,
          ...(policy.methods?.find((own) => own.name === name) ?? loginUnder(policy)),
          address: 'messenger:1234567890',
          status: 'linked',
          subject: 'u-1',
          customer: 'C-1',
          authTime: DONE_AT,
          expires: '2026-11-22T10:59:00Z',
        },
      ]
    case 'knowledge_check':
      return [
        {
          kind: 'knowledge_check',
          ...bound,
          customer: 'C-1',
          asked: policy.knowledge?.find((check) => check.name === name)?.asks,
          outcome: 'passed',
          attempts: 1,
        },
      ]
    default:
      throw new TypeError('a method without a proof in this test')
  }
}

/** A login of one factor, by the word of an issuer that says most. */
function loginUnder({ issuers }: CompiledPolicy): object {
  const words = issuers.flatMap(({ issuer, acr, amr }) => [
    ...Object.entries(amr).map(([name, rank]) => ({ issuer, amr: [name], rank })),
    ...Object.entries(acr).map(([name, rank]) => ({ issuer, acr: name, rank })),
  ])
  const [best] = words.toSorted((one, other) => other.rank - one.rank)
  return best ?? { issuer: issuers[0]?.issuer ?? 'https://login.example.com', amr: ['pwd'] }
}

const opennessOf = ({ disclosure, actions }: Decision, name: string): number => {
  const action = actions[name]
  if (action !== undefined) return rankOfAnswer(action)
  return rankOfOpenness(disclosure[name] ?? 'none')
}

const anyBefore = fc.record({
  channel: fc.constantFrom('sms', 'whatsapp', 'web_chat', 'email', 'messenger'),
  tie: fc.constantFrom<string | null>(null, 'verified', 'on_file', 'claimed'),
  checked: fc.constantFrom<boolean | null>(null, false, true),
  payment: fc.boolean(),
  done: fc.option(fc.constantFrom('login', 'verify_sms', 'push', 'verify_email'), { nil: null }),
})

// Proofs of what is on file as less than verified are not offered, whatever they would open.
const anyPlain: typeof anyBefore = fc
  .record({
    tie: fc.constantFrom(null, 'verified'),
    checked: fc.boolean(),
    done: fc.constantFrom(null, 'login' as const, 'push' as const),
  })
  .chain((known) => anyBefore.map((before) => ({ ...before, ...known })))

type Before = typeof anyBefore extends fc.Arbitrary<infer Value> ? Value : never

const ADDRESSES: Readonly<Record<string, string>> = {
  sms: NUMBER,
  whatsapp: NUMBER,
  web_chat: 'guest-1',
  email: MAILBOX,
  messenger: '1234567890',
}

/** Who asks under a policy, with what is known of them, and everything about them that a genuine customer adds. */
function sceneOf(policy: CompiledPolicy, before: Before) {
  const { channel, tie, checked, done } = before
  const address = ADDRESSES[channel] ?? ''
  const isPhone = address === NUMBER
  const doing: StepUpCase = {
    phone: isPhone ? NUMBER : OTHER_NUMBER,
    policy,
    payment: before.payment,
  }
  const isPlain = isPhone || channel === 'email'
  const query = isPlain ? { address } : { identifier: `${channel}:${address}` }
  const engagement: Engagement = {
    conversation: 'CH01',
    contact: { channel, address },
    intent: {
      classes: policy.classes.map(({ name }) => name),
      actions: policy.actions.map(({ name }) => name),
      ...(before.payment && PAYMENT),
    },
  }
  const purpose = policy.classes[0]?.name ?? ''
  const evidence: readonly Evidence[] = [
    ...(tie === null ? [] : [directory(query, tie)]),
    ...(isPhone && checked !== null ? [lookup(NUMBER, checked)] : []),
    ...(done === null ? [] : proofsBy(done, purpose, { ...doing, serial: 0 })),
  ]
  const genuine: readonly Evidence[] = [
    ...(tie === null ? [directory(query)] : []),
    ...(isPhone ? [] : [directory({ phone: OTHER_NUMBER })]),
    ...(channel === 'email' ? [] : [directory({ email: MAILBOX })]),
    ...(isPhone && checked !== null ? [] : [lookup(doing.phone, false)]),
  ]
  const evaluateWith = (...more: readonly Evidence[]): Decision =>
    evaluate(policy, { ...engagement, evidence: [...evidence, ...more] }, NOW)
  /** The decision once a genuine customer has done all this for one class or action. */
  const afterDoing = (methods: readonly string[], name: string): Decision =>
    evaluateWith(
      ...genuine,
      ...methods.flatMap((method, at) => proofsBy(method, name, { ...doing, serial: at + 1 })),
    )
  return { now: evaluateWith(), supposed: evaluateWith(...genuine), afterDoing }
}

// Where no check of a number may be read, what it would say cannot be supposed.
const readsLookups = ({ refuses }: CompiledPolicy): boolean =>
  refuses.every(({ kind }) => kind !== 'lookup')

test('under any policy, doing what is offered opens what it says', () => {
  let opened = 0
  fc.assert(
    fc.property(anyPolicy, anyBefore, (document, before) => {
      const policy = compiled(document)
      fc.pre(readsLookups(policy))
      const { now, afterDoing } = sceneOf(policy, before)
      // Below `recognized` a plan may not look at what is on file, and supposes that the customer is on it.
      fc.pre(now.trust.write >= 2 || before.tie === null || before.tie === 'verified')
      for (const { methods, opens, channel } of now.stepUp) {
        if (channel !== undefined) continue
        for (const name of opens) {
          const after = opennessOf(afterDoing(methods, name), name)
          expect(after, `${methods.join()} for ${name}`).toBeGreaterThan(opennessOf(now, name))
          opened += 1
        }
      }
    }),
    { numRuns: RUNS },
  )
  expect(opened).toBeGreaterThan(RUNS / 4)
})

test('under any policy, one method that would open something is offered for it', () => {
  let found = 0
  fc.assert(
    fc.property(anyPolicy, anyPlain, (document, before) => {
      const policy = compiled(document)
      fc.pre(readsLookups(policy) && policy.risk.simSwapUnknown >= 3)
      const { now, supposed, afterDoing } = sceneOf(policy, before)
      const isPlanned = before.tie !== null || (now.trust.write < 2 && before.done === null)
      fc.pre(isPlanned && now.stepUp.length < 16)
      for (const method of stepUpMethodsOf(policy)) {
        const isRefused = policy.refuses.some(({ kind }) => kind === method.kind)
        if (method.channel !== undefined || isRefused) continue
        for (const name of [...Object.keys(now.disclosure), ...Object.keys(now.actions)]) {
          const after = afterDoing([method.name], name)
          const answer = after.disclosure[name] ?? after.actions[name]
          if (answer === 'deliver_to_record' || answer === 'step_up') continue
          const most = Math.max(opennessOf(supposed, name), opennessOf(now, name))
          if (opennessOf(after, name) <= most) continue
          const isOffered = now.stepUp.some(
            ({ methods, opens }) => methods.join() === method.name && opens.includes(name),
          )
          expect(isOffered, `${method.name} for ${name}`).toBe(true)
          found += 1
        }
      }
    }),
    { numRuns: RUNS / 2 },
  )
  expect(found).toBeGreaterThan(RUNS / 4)
})
