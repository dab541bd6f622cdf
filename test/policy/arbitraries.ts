import fc from 'fast-check'
import { stepUpMethods } from '../../src/decide/index.js'
import {
  type Assessment,
  AUDIENCES,
  type Category,
  DAY,
  type Engagement,
  GIVEN_RUNGS,
  HOUR,
  LEVELS,
  levelOf,
  MINUTE,
  NEVER,
  type Rank,
  REDACTION_ACTIONS,
  type Support,
} from '../../src/model/index.js'
import type {
  ActionDocument,
  ClassDocument,
  PolicyDocument,
  RequirementDocument,
} from '../../src/policy/document.js'
import { ACTION_KINDS, CLASS_KINDS, RISK_NAMES } from '../../src/policy/index.js'
import { packs } from '../../src/policy/packs/index.js'
import { writeRank } from '../../src/trust/index.js'
import { times } from '../runs.js'

export const AT = Date.UTC(2026, 10, 22, 10)

const CLASSES = ['alpha', 'beta', 'gamma', 'delta'] as const
const ACTIONS = ['open_it', 'close_it', 'pay_it'] as const
const AGES = ['5m', '15m', '1h', 'PT24H', '30d'] as const

export const anyRank: fc.Arbitrary<Rank> = fc.constantFrom(0, 1, 2, 3, 4)

const anyProofs = fc.record(
  {
    maxAge: fc.constantFrom(...AGES),
    purpose: fc.boolean(),
    linked: fc.boolean(),
    methods: fc.subarray(['session', 'verify_check', 'factor_challenge', 'passkeys'], {
      minLength: 1,
    }),
    categories: fc.constantFrom(1 as const, 2 as const),
    forbid_phishable_only: fc.boolean(),
    source: fc.constantFrom('House rule 1', ['House rule 2', 'House rule 3']),
  },
  { requiredKeys: [] },
)

const anyRequirement: fc.Arbitrary<RequirementDocument> = fc
  .tuple(fc.constantFrom<Rank>(2, 3, 4), anyRank, anyProofs)
  .map(([write, read, proofs]) => ({ write: levelOf(write), read, ...proofs }))

// A ladder rises: every rung asks what the one below asks, and no less of anything.
const anyLadder: fc.Arbitrary<ClassDocument> = fc
  .tuple(
    fc.subarray([...GIVEN_RUNGS]),
    fc.array(fc.tuple(anyRank, anyRank), { minLength: 4, maxLength: 4 }),
    fc.option(anyRequirement, { nil: undefined }),
  )
  .map(([rungs, levels, hardest]) => {
    const writes = levels.map(([write]) => write).sort()
    const reads = levels.map(([, read]) => read).sort()
    const named = rungs.map((rung, at) => [rung, { write: writes[at] ?? 4, read: reads[at] ?? 4 }])
    const last = rungs.at(-1)
    const above: Rank = writes[rungs.length - 1] ?? 4
    return {
      ...Object.fromEntries(named),
      ...(last === undefined || hardest === undefined
        ? {}
        : {
            [last]: { ...hardest, write: Math.max(above, 2), read: reads[rungs.length - 1] ?? 4 },
          }),
    }
  })

const anyClass: fc.Arbitrary<ClassDocument> = fc
  .tuple(
    anyLadder,
    fc.record(
      {
        kind: fc.oneof(
          fc.constantFrom<string>(...CLASS_KINDS),
          fc.subarray<string>([...CLASS_KINDS], { minLength: 1, maxLength: 2 }),
        ),
        deliver_to_record: anyRank,
        agent: fc.constantFrom('senior', ['senior', 'medical']),
        fields: fc.subarray(['name', 'orders.*', 'cards.*.last4', 'notes.**'], { minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([ladder, rest]) => ({ ...ladder, ...rest }))

const anyAction: fc.Arbitrary<ActionDocument> = fc
  .tuple(
    anyRequirement,
    fc.record(
      {
        kind: fc.constantFrom<string>(...ACTION_KINDS),
        notify: fc.constantFrom('old_address', ['old_address', 'app']),
        deliver_to_record: anyRank,
        denied: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([requirement, rest]) => ({ ...requirement, ...rest }))

const anyAudience = fc.dictionary(
  fc.constantFrom('default', 'payment_card', 'email', 'us_ssn', 'card_code', 'iban', CLASSES[0]),
  fc.constantFrom(...REDACTION_ACTIONS),
)

// Who is known for sure is known by one record.
const anyWhen = fc.record(
  {
    trust: fc.constantFrom(...LEVELS.slice(1)),
    read: fc.constantFrom(...LEVELS.slice(1)),
    risk: fc.subarray([...RISK_NAMES], { minLength: 1, maxLength: 3 }),
    channel: fc.subarray(['sms', 'whatsapp', 'web_chat', 'kiosk'], { minLength: 1 }),
    intent: fc.constantFrom(...CLASSES.slice(0, 1), ACTIONS[0]),
    resolution: fc.constantFrom('unique' as const, ['ambiguous', 'unique'] as const),
    context: fc.constantFrom({ segment: 'business' }, { segment: ['business', 1, true] }),
  },
  { requiredKeys: [] },
)

const anyNewPolicy: fc.Arbitrary<PolicyDocument> = fc
  .record({
    classes: fc.tuple(
      anyClass,
      ...CLASSES.slice(1).map(() => fc.option(anyClass, { nil: undefined })),
    ),
    actions: fc.tuple(
      anyAction,
      ...ACTIONS.slice(1).map(() => fc.option(anyAction, { nil: undefined })),
    ),
    packs: fc.subarray(packs.map(({ name }) => name)),
    stepUp: fc.shuffledSubarray(
      stepUpMethods.map(({ name }) => name),
      { maxLength: 5 },
    ),
    ownStepUp: fc.shuffledSubarray(['order', 'booking', 'their_app']),
    when: fc.option(anyWhen, { nil: undefined }),
    redact: fc.dictionary(fc.constantFrom(...AUDIENCES), anyAudience),
    risk: fc.record(
      { sim_swap_unknown: anyRank, quarantine: fc.constantFrom(...AGES), non_fixed_voip: anyRank },
      { requiredKeys: [] },
    ),
    issuers: fc.constantFrom(
      [],
      [
        { issuer: 'https://b.example', acr: { 'urn:b': 3 as const } },
        { issuer: 'https://a.example' },
      ],
    ),
    refuses: fc.subarray(['lookup', 'segment_profile', 'agent_attestation']),
    knowledge: fc.constantFrom(
      {},
      {
        order: { asks: ['order_number'], grade: 1 as const },
        booking: { asks: ['booking_reference', 'surname'], attempts: 3, within: '6h' },
      },
    ),
    regions: fc.subarray(['US', 'DE']),
    allow: fc.subarray(['(415) 555-0132', 'help@example.com']),
    identifiers: fc.constantFrom(
      {},
      { booking_ref: { pattern: 'BK-?\\d{6}', mask: 'last_2' as const } },
      {
        club_no: { pattern: '\\d{8}', words: ['club', 'card*', 'club'], checksum: 'luhn' as const },
        asset_tag: { pattern: '(?:AT|ET)/[A-F0-9]{4,8}' },
      },
    ),
  })
  .map(({ classes, actions, when, stepUp, ownStepUp, ...rest }) => ({
    policy: 'any-policy',
    version: 1,
    classes: named(CLASSES, classes),
    actions: named(ACTIONS, actions),
    routes: [
      ...(when === undefined || Object.keys(when).length === 0
        ? []
        : [{ id: 'first', when, queue: 'one', priority: 3, skills: ['b', 'a'] }]),
      { id: 'last', queue: 'two' },
    ],
    channels: [{ scheme: 'kiosk', grade: 1 as const, session: true }],
    ...rest,
    ...(rest.issuers.length > 0 && {
      methods: { their_app: { issuer: 'https://b.example', acr: 'urn:b' } },
    }),
    stepUp: [
      ...ownStepUp.filter((word) =>
        word === 'their_app' ? rest.issuers.length > 0 : Object.hasOwn(rest.knowledge, word),
      ),
      ...stepUp,
    ].slice(0, 5),
  }))

const named = <Item>(
  names: readonly string[],
  items: readonly (Item | undefined)[],
): Record<string, Item> =>
  Object.fromEntries(
    names.flatMap((name, at): [string, Item][] => {
      const item = items[at]
      return item === undefined ? [] : [[name, item]]
    }),
  )

// A policy takes ten times as long to make and to compile as a decision by it, so that laws share them.
const policies = fc.sample(anyNewPolicy, times(80))

/** A policy document that compiles, with any of the packs. */
export const anyPolicy: fc.Arbitrary<PolicyDocument> = fc.constantFrom(...policies)

const anyCategory = fc.constantFrom<Category>('knowledge', 'possession', 'inherence')

/** One line of support for customer C-1. */
const anyOne: fc.Arbitrary<Support> = fc
  .record({
    grade: fc.constantFrom<Rank>(1, 2, 3, 3, 4),
    method: fc.constantFrom('session', 'verify_check', 'factor_challenge', 'agent_attestation'),
    via: fc.constantFrom('sms', 'passkeys', 'email', undefined),
    categories: fc.subarray<Category>(['knowledge', 'possession', 'inherence'], { maxLength: 2 }),
    category: anyCategory,
    cause: fc.constantFrom('sim:tel:+14155550100', 'idp:https://login.example.com', 'device:1'),
    phishable: fc.boolean(),
    age: fc.oneof(
      fc.constantFrom(0, 5 * MINUTE, 15 * MINUTE, HOUR, DAY),
      fc.integer({ min: 0, max: 31 * DAY }),
    ),
    purpose: fc.constantFrom(null, ...ACTIONS, ...CLASSES, 'elsewhere'),
    amount: fc.constantFrom(undefined, '12.50', '99.00'),
    payee: fc.constantFrom(undefined, 'Acme', 'Mallory'),
  })
  .map(({ via, age, cause, amount, payee, category, ...rest }) => ({
    customer: 'C-1',
    ...rest,
    category: rest.categories[0] ?? (rest.grade > 2 ? category : null),
    ...(via === undefined ? {} : { via }),
    causes: [cause],
    since: AT - age,
    ...(amount === undefined ? {} : { amount }),
    ...(payee === undefined ? {} : { payee }),
    node: 'tel:+14155550100',
    path: [],
  }))

// Of those that are drawn part by part one in four hundred opens an action: these are all that most rules ask for.
const anyGood: fc.Arbitrary<Support> = fc
  .tuple(anyOne, fc.constantFrom<Rank>(3, 4), fc.constantFrom(null, ...ACTIONS))
  .map(([one, grade, purpose]) => ({
    ...one,
    grade,
    purpose,
    method: 'factor_challenge',
    via: 'passkeys',
    category: 'possession',
    categories: ['possession', 'inherence'],
    phishable: false,
    since: AT,
    amount: '12.50',
    payee: 'Acme',
  }))

export const anySupport: fc.Arbitrary<Support> = fc.oneof(
  { weight: 2, arbitrary: anyOne },
  { weight: 1, arbitrary: anyGood },
)

/** An assessment of supports as the trust room would sum them up. */
export const assessmentOf = (
  supports: readonly Support[],
  read: Rank,
  risks: readonly string[] = [],
  at = AT,
): Assessment => {
  const write = writeRank(supports)
  return {
    at,
    trust: {
      level: levelOf(write),
      rank: write,
      write,
      read,
      customer: supports.length > 0 ? 'C-1' : null,
      resolution: supports.length > 0 ? 'unique' : 'none',
      path: [],
      caps: risks.map((code) => ({ code, max: 1, on: 'identifier' })),
    },
    supports,
    risks,
    reasons: [],
    changesAt: NEVER,
  }
}

/** The platform's own word for the number that writes, tied to C-1. */
export const platformSupport = (grade: Rank, at = AT): Support => ({
  customer: 'C-1',
  grade,
  method: 'platform',
  category: null,
  categories: [],
  causes: [],
  phishable: true,
  since: at,
  purpose: null,
  node: 'tel:+14155550100',
  path: [
    { from: 'conversation', to: 'identifier', by: 'platform', grade: 2 },
    { from: 'identifier', to: 'customer', by: 'directory', grade },
  ],
})

export const anyAssessment: fc.Arbitrary<Assessment> = fc
  .tuple(
    fc.array(anySupport, { maxLength: 3 }),
    anyRank,
    fc.subarray([...RISK_NAMES], { maxLength: 2 }),
    fc.constantFrom<Rank | undefined>(undefined, 1, 2, 3),
  )
  .map(([proofs, read, risks, tie]) =>
    assessmentOf(tie === undefined ? proofs : [platformSupport(tie), ...proofs], read, risks),
  )

export const anyEngagement: fc.Arbitrary<Engagement> = fc
  .record({
    channel: fc.constantFrom('sms', 'whatsapp', 'web_chat', 'custom', 'email'),
    classes: fc.subarray([...CLASSES]),
    actions: fc.subarray([...ACTIONS]),
    amount: fc.constantFrom('12.50', '12.50', undefined),
    payee: fc.constantFrom('Acme', 'Acme', undefined),
    to: fc.constantFrom(undefined, 'any', '+18005550199'),
    context: fc.constantFrom({}, { segment: 'business' }, { segment: 1 }, { segment: 'private' }),
    roles: fc.constantFrom(undefined, ['agent'], ['supervisor', 'fraud_desk'], ['cleaner']),
  })
  .map(({ channel, classes, actions, amount, payee, to, context, roles }) => ({
    conversation: 'CH01',
    contact: {
      channel,
      address: channel === 'custom' ? 'kiosk:7' : '+14155550100',
      ...(to === undefined ? {} : { to }),
    },
    intent: {
      classes,
      actions,
      ...(amount === undefined ? {} : { amount }),
      ...(payee === undefined ? {} : { payee }),
    },
    context,
    ...(roles === undefined ? {} : { agent: { worker: 'WK01', roles } }),
  }))
