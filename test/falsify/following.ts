import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import {
  DAY,
  type Decision,
  type Engagement,
  type Evidence,
  MINUTE,
} from '../../src/model/index.js'
import { HERE, ISSUER, iso, NOW } from '../trust/world.js'
import { cleanLookup } from './cleanLookup.js'

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

/** Which of its logins an issuer gives: the best it has a word for, or the plainest that counts as one factor. */
type Login = 'best' | 'plainest'

/** Who does it, and how: what is not said is the plainest way. */
export interface Doing {
  readonly customer: string
  /** What is on file for somebody of whom nothing is known yet, were they a genuine customer. */
  readonly enrolled: readonly Evidence[]
  readonly name: string
  readonly methods: readonly string[]
  readonly login?: Login
  /** Words of the issuer's own, instead of one that is chosen. */
  readonly said?: object
  /** What the proofs are given for, where not for what is asked. */
  readonly purpose?: string | null
  /** How long ago, in milliseconds. */
  readonly age?: number
  /** What is used instead of a factor that nothing is known against: what the conversation is about already. */
  readonly phone?: string | undefined
  readonly mail?: string | undefined
  readonly subject?: string | undefined
}

/** A login under the issuers of a policy: by a password where none is declared. */
function loginBy(issuers: CompiledPolicy['issuers'], login: Login): object {
  // A word for a method names its factor as well, so of two that are worth the same it is the better, and goes last for it.
  const kinds = login === 'best' ? (['acr', 'amr'] as const) : (['amr', 'acr'] as const)
  const words = issuers.flatMap((declared) =>
    kinds.flatMap((kind) =>
      Object.entries(declared[kind]).map(([word, rank]) => ({
        rank,
        said: { issuer: declared.issuer, [kind]: kind === 'amr' ? [word] : word },
      })),
    ),
  )
  const rising = words.toSorted((one, other) => one.rank - other.rank)
  const chosen = login === 'best' ? rising.at(-1) : rising.find(({ rank }) => rank >= 3)
  return chosen?.said ?? { issuer: issuers[0]?.issuer ?? ISSUER, amr: ['pwd'] }
}

/** What a person does who follows an offer. */
function follow(
  method: string,
  doing: Doing,
  { issuers }: CompiledPolicy,
  { epoch = 0, intent }: Engagement,
): readonly Evidence[] | null {
  const { customer, name, purpose = name, age = 0, login = 'best' } = doing
  const { phone = OWN_PHONE, mail = OWN_MAIL, subject = 'own' } = doing
  const at = iso(NOW - age)
  const bound = { conversation: HERE, epoch, at, purpose }
  // What the conversation is about already is on file or is not, and is looked up or is not.
  const ofPhone =
    phone === OWN_PHONE ? [onFile({ phone: OWN_PHONE }, customer), cleanLookup(OWN_PHONE)] : []
  // A code or push shows the payment that is asked for, and none where none is.
  const { amount, payee } = intent ?? {}
  const payment = amount === undefined || payee === undefined ? null : { amount, payee }
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
      return [
        {
          kind: 'session',
          ...bound,
          subject,
          customer,
          ...(doing.said ?? loginBy(issuers, login)),
          authTime: at,
          expires: iso(NOW + DAY),
        },
      ]
    case 'verify_sms':
    case 'verify_call':
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

/** Decides once somebody has done all of some methods for a class or action; `null` where one is not theirs to do. */
export function doAll(
  policy: CompiledPolicy,
  engagement: Engagement,
  doing: Doing,
): Decision | null {
  const done = doing.methods.map((method) => follow(method, doing, policy, engagement))
  if (done.some((items) => items === null)) return null
  const { name, enrolled } = doing
  const { intent, evidence = [] } = engagement
  const isAction = policy.actions.some((action) => action.name === name)
  const asked = isAction
    ? { actions: [...(intent?.actions ?? []), name] }
    : { classes: [...(intent?.classes ?? []), name] }
  return evaluate(
    policy,
    {
      ...engagement,
      evidence: [...evidence, ...enrolled, ...done.flatMap((items) => items ?? [])],
      intent: { ...intent, ...asked },
    },
    NOW,
  )
}
