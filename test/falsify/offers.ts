import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import {
  DAY,
  type Decision,
  type Engagement,
  type Evidence,
  MINUTE,
  RUNGS,
} from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { HERE, ISSUER, iso, NOW } from '../trust/world.js'
import { cleanLookup } from './cleanLookup.js'
import type { Counts } from './counts.js'

type Tally = Pick<Counts, 'offers' | 'falseOffers' | 'falseSmallest'>

// A factor that a genuine customer had enrolled long before, and that nothing is known against.
const OWN_PHONE = '+14155550177'
const OWN_MAIL = 'own@example.com'

const onFile = (query: object, customer: string): Evidence => ({
  kind: 'directory',
  at: iso(NOW - MINUTE),
  query,
  matches: [{ customer, basis: 'verified', since: '2020-01-01', confirmed: iso(NOW) }],
})

/** Which of its logins an issuer gives: the best it has a word for, or the plainest that counts as one factor. */
type Login = 'best' | 'plainest'

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
  customer: string,
  purpose: string,
  { issuers, login }: { readonly issuers: CompiledPolicy['issuers']; readonly login: Login },
  { epoch = 0, intent }: Engagement,
): readonly Evidence[] | null {
  const bound = { conversation: HERE, epoch, at: iso(NOW), purpose }
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
          subject: 'own',
          customer,
          ...loginBy(issuers, login),
          authTime: iso(NOW),
          expires: iso(NOW + DAY),
        },
      ]
    case 'verify_sms':
    case 'verify_call':
      return [
        onFile({ phone: OWN_PHONE }, customer),
        cleanLookup(OWN_PHONE),
        code(method.slice('verify_'.length), OWN_PHONE),
      ]
    case 'verify_email':
      return [onFile({ email: OWN_MAIL }, customer), code('email', OWN_MAIL)]
    case 'push':
    case 'totp':
      return [factor(method)]
    case 'passkey':
      return [factor('passkeys')]
    case 'agent_callback':
      return [
        onFile({ phone: OWN_PHONE }, customer),
        cleanLookup(OWN_PHONE),
        {
          kind: 'agent_attestation',
          ...bound,
          agent: 'WK02',
          method: 'callback',
          address: OWN_PHONE,
        },
      ]
    default:
      return null
  }
}

const openness = ({ disclosure, actions }: Decision, name: string): number => {
  const given = disclosure[name]
  if (given !== undefined) return given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)
  return actions[name] === 'allow' ? 1 : 0
}

const requirementsOf = ({ classes, actions }: CompiledPolicy, name: string): unknown =>
  classes.find((one) => one.name === name)?.rungs.map(({ requires }) => requires) ??
  actions.find((one) => one.name === name)?.requires

interface Follower {
  readonly customer: string
  /** What is on file for somebody of whom nothing is known yet, were they a genuine customer. */
  readonly enrolled: readonly Evidence[]
}

/**
 * Who may follow an offer: whose record is known, or a genuine customer of whom nothing is known. What the directory
 * hides is left out, as no offer may show it.
 */
function followerOf(engagement: Engagement, { trust, reasons }: Decision): Follower | null {
  const { customer, write, resolution } = trust
  if (customer !== null && write >= 2) return { customer, enrolled: [] }
  if (resolution !== 'none' || reasons.some(({ code }) => HIDDEN.includes(code))) return null
  const { address } = engagement.contact
  const phone = /\+1\d{10}/.exec(address)?.[0]
  // Nobody is on file by an address that a browser makes up.
  const isOnFile = phone !== undefined || /[@:]/.test(address)
  return {
    customer: 'C-77',
    enrolled: [
      ...(isOnFile ? [onFile({ address }, 'C-77')] : []),
      ...(phone === undefined ? [] : [cleanLookup(phone)]),
    ],
  }
}

const isSomebodyElse = ({ trust, reasons }: Decision): boolean =>
  trust.resolution === 'conflict' || reasons.some(({ code }) => code === 'ambiguous')

const HIDDEN = ['conflict', 'ambiguous', 'directory_unknown', 'subject_unknown']

/** Does what a step-up offer asks of a person whose record is known, and sees whether it opens what it says. */
export function checkOffers(
  policy: CompiledPolicy,
  engagement: Engagement,
  decision: Decision,
  counts: Tally,
  report: (kind: string, detail: unknown) => void,
): void {
  const follower = followerOf(engagement, decision)
  if (follower === null) return
  // Of somebody who is not known an offer counts no proof that they gave: whether it leads to a record is not to be shown.
  const isSizable =
    follower.enrolled.length === 0 ||
    assess(engagement, NOW, policy).supports.every(({ method }) => GIVEN_BY_NOBODY.includes(method))
  for (const { methods, opens, channel } of decision.stepUp) {
    if (channel !== undefined) continue
    for (const name of opens) {
      const doing = (some: readonly string[], login: Login = 'best'): Decision | null =>
        doAll(policy, engagement, { ...follower, name, methods: some, login })
      const after = doing(methods)
      if (after === null) continue
      // What was shut off before may have led to somebody else: then this is not who wrote.
      if (decision.trust.write < 2 && isSomebodyElse(after)) continue
      counts.offers += 1
      const opened = openness(after, name)
      // Somebody may lack what the smallest offer takes, so others stand beside it: but no part of one is enough, and the
      // first that names something takes as few as any.
      const isFirst = !decision.stepUp.some(
        (other) => other.opens.includes(name) && other.methods.length < methods.length,
      )
      const sets = isSizable ? setsOf(isFirst ? policy.stepUp : methods, methods.length) : []
      const less = sets.find((some) => {
        // Being on file may be enough for somebody of whom nothing is known: that is no step they could take.
        if (some.length === 0 && follower.enrolled.length > 0) return false
        // Which login an issuer will give is not known when it is asked for, so a part counts as enough with the plainest.
        const fewer = doing(some, 'plainest')
        return fewer !== null && openness(fewer, name) >= opened
      })
      if (less !== undefined) {
        counts.falseSmallest += 1
        report('larger', {
          methods,
          less,
          name,
          policy: policy.digest,
          contact: engagement.contact,
        })
      }
      if (opened > openness(decision, name)) continue
      counts.falseOffers += 1
      report('offer', {
        methods,
        name,
        policy: policy.digest,
        contact: engagement.contact,
        readers: engagement.readers,
        before: [decision.trust.write, decision.trust.read, decision.trust.caps],
        after: [after.trust.write, after.trust.read, after.trust.caps],
        requires: requirementsOf(policy, name),
      })
    }
  }
}

const GIVEN_BY_NOBODY: readonly string[] = ['platform', 'claim']

/** Lists every set of fewer methods than so many. */
const setsOf = (methods: readonly string[], size: number): readonly (readonly string[])[] =>
  everySetOf(methods).filter((set) => set.length < size)

const everySetOf = ([first, ...rest]: readonly string[]): readonly (readonly string[])[] =>
  first === undefined ? [[]] : everySetOf(rest).flatMap((set) => [set, [first, ...set]])

interface Doing extends Follower {
  readonly name: string
  readonly methods: readonly string[]
  readonly login: Login
}

/** Decides once somebody has done all of some methods for a class or action; `null` where one is not theirs to do. */
function doAll(
  policy: CompiledPolicy,
  engagement: Engagement,
  { customer, enrolled, name, methods, login }: Doing,
): Decision | null {
  const done = methods.map((method) =>
    follow(method, customer, name, { issuers: policy.issuers, login }, engagement),
  )
  if (done.some((items) => items === null)) return null
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
