import { answerRequest, type CompiledPolicy } from '../../src/decide/index.js'
import { shownOf } from '../../src/evaluate.js'
import {
  DAY,
  type Decision,
  type Engagement,
  type Evidence,
  MINUTE,
} from '../../src/model/index.js'
import { assessRequest } from '../../src/trust/index.js'
import { ISSUER, iso, NOW } from '../trust/evidenceWorld.js'
import { cleanLookup } from './cleanLookup.js'
import type { SaidLogin } from './logins.js'

// A factor that a genuine customer had enrolled long before, and that nothing is known against.
const OWN_PHONE = '+14155550177'
const OWN_MAIL = 'own@example.com'

/** Says that a customer was long on file by an address. */
export const onFile = (query: object, customer: string): Evidence => ({
  kind: 'directory',
  at: iso(NOW - MINUTE),
  query,
  matches: [{ customer, basis: 'verified', since: '2020-01-01', confirmed: iso(NOW) }],
})

// What everybody has, whose issuer nobody names.
const PASSWORD: SaidLogin = { issuer: ISSUER, amr: ['pwd'] }

/** Who does it, and how: what is not said is the plainest way. */
export interface FollowedCustomer {
  readonly customer: string
  /** What is on file for somebody of whom nothing is known yet, were they a genuine customer. */
  readonly enrolled: readonly Evidence[]
  readonly name: string
  readonly methods: readonly string[]
  /** What a login says that is none of the business's own. */
  readonly login?: SaidLogin | undefined
  /** What the proofs are given for, where not for what is asked. */
  readonly purpose?: string | null
  /** How long ago, in milliseconds. */
  readonly age?: number
  /** What is used instead of a factor that nothing is known against: what the conversation is about already. */
  readonly phone?: string | undefined
  readonly mail?: string | undefined
  readonly subject?: string | undefined
  /** Where they go on, where that is another channel. */
  readonly channel?: string | undefined
}

/** What a person does who follows an offer. */
function follow(
  method: string,
  doing: FollowedCustomer,
  policy: CompiledPolicy,
  { conversation, contact, epoch = 0, intent }: Engagement,
): readonly Evidence[] | null {
  const { customer, name, purpose = name, age = 0, login = PASSWORD } = doing
  const { phone = OWN_PHONE, mail = OWN_MAIL, subject = 'own' } = doing
  const at = iso(NOW - age)
  const bound = { conversation, epoch, at, purpose }
  const loggedIn = (said: SaidLogin) => ({
    ...bound,
    ...said,
    subject,
    customer,
    authTime: at,
    expires: iso(NOW + DAY),
  })
  const own = policy.methods?.find((one) => one.name === method)
  if (own !== undefined) {
    const { name: _, ...said } = own
    return [{ kind: 'session', ...loggedIn(said) }]
  }
  const check = policy.knowledge?.find((one) => one.name === method)
  if (check !== undefined) {
    const passed = { asked: check.asks, outcome: 'passed', attempts: 1 }
    return [{ kind: 'knowledge_check', ...bound, customer, ...passed }]
  }
  // What the conversation is about already is on file or is not, and is looked up or is not.
  const ofPhone =
    phone === OWN_PHONE ? [onFile({ phone: OWN_PHONE }, customer), cleanLookup(OWN_PHONE)] : []
  // A code or push shows the payment that is asked for, and none where none is.
  const { amount, currency, payee } = intent ?? {}
  const shown = currency === undefined ? amount : `${amount} ${currency.toUpperCase()}`
  const payment =
    amount === undefined || shown === undefined || payee === undefined
      ? null
      : { amount: shown, payee }
  const code = (channel: string, to: string): Evidence => ({
    kind: 'verify_check',
    ...bound,
    result: {
      sid: `VE77${channel}${purpose}`,
      to,
      channel,
      status: 'approved',
      valid: true,
      ...(payment !== null && payment),
    },
  })
  const factor = (type: string): Evidence => ({
    kind: 'factor_challenge',
    ...bound,
    customer,
    result: {
      sid: `YC77${type}${purpose}`,
      service_sid: 'VA77',
      identity: 'own',
      factor_sid: `YF77${type}`,
      factor_type: type,
      status: 'approved',
      ...(type === 'push' &&
        payment !== null && {
          details: {
            fields: [
              { label: 'Amount', value: payment.amount },
              { label: 'Payee', value: payment.payee },
            ],
          },
        }),
    },
  })
  switch (method) {
    case 'login':
    case 'portal':
      return [{ kind: 'session', ...loggedIn(login) }]
    case 'account_link':
      return [
        {
          kind: 'account_link',
          ...loggedIn(login),
          // What a browser makes up is no address that anything is linked to.
          address: /[:+@]/.test(contact.address) ? contact.address : 'messenger:77',
          status: 'linked',
        },
      ]
    case 'verify_sms':
    case 'verify_call':
    case 'verify_whatsapp':
    case 'verify_rcs':
    case 'verify_sna':
      return [...ofPhone, code(method.slice('verify_'.length), phone)]
    case 'verify_email':
      return [
        ...(mail === OWN_MAIL ? [onFile({ email: OWN_MAIL }, customer)] : []),
        code('email', mail),
      ]
    case 'push':
    case 'totp':
      return [factor(method)]
    case 'passkey':
      return [factor('passkeys')]
    case 'agent_callback':
      return [
        ...ofPhone,
        { kind: 'agent_attestation', ...bound, agent: 'WK02', method: 'callback', address: phone },
      ]
    default:
      return null
  }
}

/** They write anew from somewhere else, where nobody else reads; what is known of them is still known. */
const movedTo = ({ readers: _, ...engagement }: Engagement, channel: string): Engagement => ({
  ...engagement,
  conversation: 'CH02',
  contact: { channel, address: 'own' },
})

/** What is given to somebody once they have done what they were asked, and whom they are taken for. */
export type Done = Pick<Decision, 'trust' | 'acting' | 'reasons' | 'disclosure' | 'actions'>

/**
 * Gives it as `evaluate` does (`test/analysis/exact.test.ts`). What would open still more, for how long it holds and what is
 * hidden take most of a decision's time and are asked of nobody here.
 */
function giveTo(policy: CompiledPolicy, engagement: Engagement): Done {
  const { request, assessment } = assessRequest(engagement, NOW, policy)
  const { disclosure, actions } = answerRequest(unplanned(policy), assessment, request)
  return { ...shownOf(assessment), disclosure, actions }
}

/** A policy that offers nothing, the same object each time: what is known of its rules is worked out once. */
const unplanned = (policy: CompiledPolicy): CompiledPolicy => {
  const known = UNPLANNED.get(policy) ?? { ...policy, stepUp: [] }
  UNPLANNED.set(policy, known)
  return known
}

const UNPLANNED = new WeakMap<CompiledPolicy, CompiledPolicy>()

/** Decides once somebody has done all of some methods for a class or action; `null` where one is not theirs to do. */
export function doAll(
  policy: CompiledPolicy,
  engagement: Engagement,
  doing: FollowedCustomer,
): Done | null {
  const there = doing.channel === undefined ? engagement : movedTo(engagement, doing.channel)
  const done = doing.methods.map((method) => follow(method, doing, policy, there))
  if (done.some((items) => items === null)) return null
  const { name, enrolled } = doing
  const { intent, evidence = [] } = there
  const isAction = policy.actions.some((action) => action.name === name)
  const asked = isAction
    ? { actions: [...(intent?.actions ?? []), name] }
    : { classes: [...(intent?.classes ?? []), name] }
  return giveTo(policy, {
    ...there,
    evidence: [...evidence, ...enrolled, ...done.flatMap((items) => items ?? [])],
    intent: { ...intent, ...asked },
  })
}
