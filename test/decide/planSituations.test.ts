import { expect, test, vi } from 'vitest'
import type { CompiledPolicy } from '../../src/decide/compiled.js'
import { conditionAtoms } from '../../src/decide/condition/atoms.js'
import {
  ATOM_NAMES,
  conditionsOf,
  inputOf,
  isOfRequest,
  PART_NAMES,
  stepUpMethods,
} from '../../src/decide/index.js'
import type { Plan } from '../../src/decide/plan.js'
import { planStepUp } from '../../src/decide/planStepUp.js'
import { policyIndexOf } from '../../src/decide/policyIndex.js'
import { requirementsOf, rulesOf, rulesOfAction } from '../../src/decide/rules.js'
import {
  type Assessment,
  type Category,
  type Engagement,
  groupBy,
  HOUR,
  MINUTE,
  type Rank,
  RELATIONS,
  type Support,
} from '../../src/model/index.js'
import { ACTION_KINDS, CLASS_KINDS, compilePolicy, packs } from '../../src/policy/index.js'
import { readRequest } from '../../src/trust/index.js'
import { AT, assessmentOf, platformSupport } from '../policy/arbitraries.js'

/** What may differ between the policies below: what they offer, and rules beside those of them all. */
interface Offered {
  readonly stepUp: readonly string[]
  readonly head?: string
  readonly classes?: string
  readonly actions?: string
}

/** A policy with a rule for each thing that a plan may depend on. */
const textOf = ({ stepUp, head = '', classes = '', actions = '' }: Offered): string => `
  policy: all-parts
  version: 1
  roles: [adviser]
  facts: { tier: [gold, silver], sum: { upTo: [50], currency: EUR } }
  ${head}
  channels: [{ scheme: kiosk, grade: 1, session: true }]
  classes:
    known: { fields: [a], full: { write: recognized, read: recognized } }
    strong: { fields: [b], full: { write: strong, read: recognized } }
    seen: { fields: [c], full: { write: verified, read: verified } }
    fresh: { fields: [d], full: { write: verified, read: recognized, maxAge: 10m } }
    login: { fields: [e], full: { write: verified, read: recognized, methods: [session] } }
    texted: { fields: [f], full: { write: verified, read: recognized, methods: [sms] } }
    kinds: { fields: [g], full: { write: verified, read: recognized, categories: 2 } }
    unrelayed: { fields: [h], full: { write: verified, read: recognized, forbid_phishable_only: true } }
    own: { fields: [i], full: { write: verified, read: recognized, purpose: true } }
    begun: { fields: [j], full: { write: verified, read: recognized, from: '2026-11-22T09:00:00Z' } }
    over: { fields: [k], full: { write: verified, read: recognized, until: '2026-11-22T11:00:00Z' } }
    placed: { fields: [l], full: { write: verified, read: recognized, channels: [sms] } }
    staffed: { fields: [m], full: { write: verified, read: recognized, roles: [adviser] } }
    golden: { fields: [n], full: { write: verified, read: recognized, when: { context: { tier: gold } } } }
    small: { fields: [p], full: { write: verified, read: recognized, when: { context: { sum: { upTo: 50 } } } } }
    ours: { fields: [q], full: { write: verified, read: recognized, when: { to: ['+18005550199'] } } }
    wanted: { fields: [r], full: { write: verified, read: recognized, when: { any: [{ intent: [call] }, { role: [adviser] }] } } }
    apart:
      fields: [s]
      full:
        write: verified
        read: recognized
        when: { all: [{ channel: [sms, email] }, { from: '2026-11-22T09:30:00Z', until: '2026-11-22T10:30:00Z' }] }
    guessed: { fields: [t], full: { write: recognized, read: recognized, methods: [knowledge_check] } }
    ${classes}
    both:
      fields: [o]
      full: { write: verified, read: recognized }
      representative: { full: { write: strong, read: recognized }, as: [guardian] }
  actions:
    pay: { write: verified, read: recognized, linked: true }
    move: { write: strong, read: recognized, linked: true }
    call: { write: verified, read: recognized }
    ${actions}
  stepUp: [${stepUp.join(', ')}]
  routes: [{ id: rest, queue: front }]
`

/** Every method of the table, a few in each policy as businesses offer them. */
const OFFERED: readonly Offered[] = [0, 4, 8, 12].map((from) => ({
  stepUp: stepUpMethods.slice(from, from + 4).map(({ name }) => name),
}))

/** Methods of the business's own beside one of the table, under every pack and with data of every kind. */
const OWN: Offered = {
  stepUp: ['branch_login', 'app_key', 'booking', 'member', 'verify_sms'],
  head: `
  issuers: [{ issuer: 'https://login.example.com', amr: { pwd: 3, hwk: 4 } }, { issuer: 'https://app.example.com', amr: { hwk: 4 } }]
  methods: { branch_login: { issuer: 'https://login.example.com', amr: pwd }, app_key: { issuer: 'https://app.example.com', amr: hwk } }
  knowledge: { booking: { asks: [booking_reference, surname] }, member: { asks: [member_number], grade: 1 } }
  packs: [${packs.map(({ name }) => name).join(', ')}]`,
  classes: CLASS_KINDS.map(
    (kind) => `c_${kind}: { kind: ${kind}, fields: [kinds.${kind}], full: recognized }`,
  ).join('\n    '),
  actions: ACTION_KINDS.map((kind) => `a_${kind}: { kind: ${kind}, write: recognized }`).join(
    '\n    ',
  ),
}

function compiled(offered: Offered): CompiledPolicy {
  const result = compilePolicy(textOf(offered))
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues))
  return result.value
}

const proofBy = (method: string, category: Category, cause: string): Support => ({
  ...{ customer: 'C-1', method, grade: 3, phishable: true, since: AT, purpose: null },
  ...{ category, categories: [category], causes: [cause], path: [] },
  node: 'account:https://login.example.com|u-1',
})

const LOGIN = proofBy('session', 'knowledge', 'idp:https://login.example.com')
const CODE = { ...proofBy('verify_check', 'possession', 'sim:tel:+14155550100'), via: 'sms' }
const KNOWN = { ...proofBy('knowledge_check', 'knowledge', 'knowledge:C-1'), grade: 2 as const }

// What a proof may name of a payment: the one that is asked for below, another one, or half of one.
const PAYMENTS: readonly Pick<Support, 'amount' | 'payee'>[] = [
  { amount: '12.50', payee: 'Acme' },
  { amount: '9', payee: 'Acme' },
  { amount: '12.50', payee: 'Mallory' },
  { amount: '12.50' },
  { payee: 'Acme' },
]

const RANKS: readonly Rank[] = [0, 1, 2, 3, 4]

const CATEGORY_LISTS: readonly (readonly Category[])[] = [
  [],
  ['knowledge'],
  ['possession'],
  ['knowledge', 'possession'],
]

/** Each thing that a proof may say otherwise. */
const PROOF_CHANGES: readonly Partial<Support>[] = [
  ...RANKS.slice(1).map((grade) => ({ grade })),
  ...['session', 'verify_check', 'factor_challenge', 'knowledge_check'].map((method) => ({
    method,
  })),
  ...['sms', 'passkeys'].map((via) => ({ via })),
  ...CATEGORY_LISTS.map((categories) => ({ categories })),
  ...[[], ['sim:1'], ['idp:1'], ['device:1'], ['knowledge:1'], ['idp:1', 'sim:1']].map(
    (causes) => ({ causes }),
  ),
  { phishable: false },
  { vouched: true },
  { alone: true },
  { general: true },
  // A rule asks for ten minutes: just within, at them, and past them.
  ...[1, 0, -1].map((after) => ({ since: AT - 10 * MINUTE + after })),
  ...['pay', 'move', 'own', 'elsewhere'].flatMap((purpose) =>
    [{}, ...PAYMENTS].map((payment) => ({ purpose, ...payment })),
  ),
  ...PAYMENTS,
  // How far the address they write from leads, by its own number or their mailbox.
  ...RANKS.map((grade) => ({ path: platformSupport(grade).path })),
  ...RANKS.map((grade) => ({ node: 'mailto:ada@example.com', path: platformSupport(grade).path })),
]

const trustOf = (one: Assessment, trust: Partial<Assessment['trust']>): Assessment => ({
  ...one,
  trust: { ...one.trust, ...trust },
})

/** An assessment as it was, and with each thing otherwise that may be said in one. */
const assessmentsLike = (one: Assessment): readonly Assessment[] => [
  one,
  ...RANKS.map((write) => trustOf(one, { write })),
  ...RANKS.map((read) => trustOf(one, { read })),
  trustOf(one, { customer: null }),
  ...RANKS.flatMap((max) =>
    (['sim_swap', 'credential_change', 'disposable_email'] as const).map((code) =>
      trustOf(one, { caps: [{ code, max, on: 'identifier' }] }),
    ),
  ),
  ...RANKS.flatMap((max) => [
    trustOf(one, { caps: [{ code: 'agent_lowered', max, on: 'conversation' }] }),
    { ...one, limits: { proof: max, reader: 3 as const, others: 4 as const } },
    { ...one, limits: { proof: 4 as const, reader: max, others: 4 as const } },
    { ...one, limits: { proof: 4 as const, reader: 3 as const, others: max } },
  ]),
  ...['sim_swap', 'credential_change'].map((risk) => ({ ...one, risks: [risk] })),
  ...[true, false].map((session) => ({ ...one, channel: { name: 'web_chat', session } })),
  { ...one, acting: { as: [], subject: null } },
  ...RELATIONS.map((as) => ({ ...one, acting: { as: [as], subject: 'C-2' } })),
  // What else was proved for, by itself and both: what no rule knows is no other situation.
  ...[['call'], ['known'], ['call', 'known'], ['elsewhere']].map((heldFor) => ({
    ...one,
    heldFor,
  })),
  // Before and after the moments at which rules begin and end.
  ...[-2, 2].map((hours) => ({ ...one, at: AT + hours * HOUR })),
]

const engagementOf = (
  intent: Engagement['intent'],
  rest: Partial<Engagement> = {},
): Engagement => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  intent,
  ...rest,
})

const PAYMENT = { actions: ['pay', 'move'], amount: '12.50', payee: 'Acme' }

const ENGAGEMENTS: readonly Engagement[] = [
  engagementOf(PAYMENT),
  engagementOf({ classes: ['strong'] }),
  engagementOf({ classes: ['kinds'] }),
  engagementOf({ actions: ['call'] }),
  engagementOf({ ...PAYMENT, payee: undefined }),
  engagementOf({ ...PAYMENT, amount: undefined }),
  engagementOf({ actions: ['pay', 'move'] }),
  engagementOf({ classes: ['pay', 'move'] }),
  engagementOf(PAYMENT, { contact: { channel: 'whatsapp', address: '+14155550100' } }),
  engagementOf(PAYMENT, { contact: { channel: 'custom', address: 'kiosk:7' } }),
  engagementOf(PAYMENT, { agent: { worker: 'WK01', roles: ['adviser'] } }),
  engagementOf(PAYMENT, { context: { tier: 'gold' } }),
  engagementOf({ ...PAYMENT, currency: 'EUR' }),
  engagementOf({ ...PAYMENT, currency: 'EUR', amount: '99' }),
  engagementOf(PAYMENT, {
    contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
  }),
  engagementOf({ actions: ['elsewhere'] }),
]

/** Nobody who is known, and people who are, on a channel without a session; and somebody on one with. */
const BASES: readonly Assessment[] = [
  assessmentOf([], 2),
  assessmentOf([platformSupport(2)], 2),
  assessmentOf([platformSupport(2), LOGIN], 2),
  assessmentOf([platformSupport(2), CODE], 2),
  assessmentOf([LOGIN, CODE], 2),
  assessmentOf([KNOWN], 2),
  {
    ...assessmentOf([platformSupport(2), CODE], 2),
    channel: { name: 'whatsapp', session: true },
    limits: { proof: 4, reader: 3, others: 4 },
  },
]

/** Every situation that differs in one thing from one of these. */
const situations: readonly (readonly [Assessment, Engagement])[] = BASES.flatMap((base) => {
  const { supports } = base
  const [asking, ...others] = ENGAGEMENTS
  if (asking === undefined) return []
  const proved = supports.flatMap((support, at) =>
    PROOF_CHANGES.map((change) => ({
      ...base,
      supports: supports.with(at, { ...support, ...change }),
    })),
  )
  return [
    ...[...assessmentsLike(base), ...proved].map((one) => [one, asking] as const),
    ...others.map((engagement) => [base, engagement] as const),
  ]
})

/** The plan alone, as `decide` asks for it: it asks again for each later age, which says nothing more of the plan. */
function planOf(policy: CompiledPolicy, assessment: Assessment, engagement: Engagement): Plan {
  const { channel } = assessment
  const request = readRequest(engagement, policy)
  const named = channel === undefined ? request : { ...request, channel: channel.name }
  return planStepUp(policy, assessment, inputOf(assessment, named))
}

/** Gives the situations of which a plan that was made for one is given to the others as well, and makes no plan. */
function takenForOne(policy: CompiledPolicy): readonly (readonly (typeof situations)[number][])[] {
  const asked = vi.spyOn(policyIndexOf(policy).plans.plans, 'get')
  const groups = groupBy(situations, ([one, engagement]) => {
    asked.mockReturnValue({ stepUp: [], openable: new Set() })
    planOf(policy, one, engagement)
    return String(asked.mock.lastCall)
  })
  return [...groups.values()].filter(({ length }) => length > 1)
}

test.each([...OFFERED, OWN])(
  'a situation that differs in one thing from one before has the plan that it would have alone: $stepUp',
  (offered) => {
    const used = compiled(offered)
    // A policy that is another object has made no plan yet; nor has one that forgot them.
    const { plans } = policyIndexOf(used).plans
    const groups = takenForOne({ ...used })
    for (const group of groups) {
      const [first, ...others] = group.map(([one, engagement]) => {
        plans.clear()
        return planOf(used, one, engagement)
      })
      expect(others).toEqual(others.map(() => first))
    }
    // Much that a proof may say otherwise is no matter of a plan: without such there is nothing to be mistaken about.
    expect(groups.flat().length).toBeGreaterThan(300)
  },
)

test('these policies ask all that a requirement may ask, and offer all that may be offered', () => {
  const policies = [...OFFERED, OWN].map(compiled)
  const requirements = policies.flatMap(({ classes, actions }) =>
    [...classes.flatMap(rulesOf), ...actions.flatMap(rulesOfAction)].flatMap(requirementsOf),
  )
  const unasked = PART_NAMES.filter((name) => requirements.every((one) => one[name] === undefined))
  expect(unasked, 'ask it in a policy of `OFFERED`').toEqual([])
  const conditions = policies.flatMap(conditionsOf)
  const asked = ATOM_NAMES.filter((name) => isOfRequest(conditionAtoms[name]))
  const unheard = asked.filter((name) => conditions.every((one) => one[name] === undefined))
  expect(unheard, 'ask it in a policy of `OFFERED`').toEqual([])
  const offered = policies.flatMap(({ stepUp }) => stepUp)
  expect(stepUpMethods.filter(({ name }) => !offered.includes(name))).toEqual([])
})
