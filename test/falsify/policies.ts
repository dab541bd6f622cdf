import { RELATIONS } from '../../src/model/index.js'
import {
  actionsOf,
  type LevelWord,
  type PolicyDocument,
  type RequirementDocument,
} from '../../src/policy/index.js'
import type { Choose } from '../trust/world.js'

/** Takes one of a list. */
export function pick<Item>(choose: Choose, list: readonly Item[]): Item {
  const item = list[choose(list.length)]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

/** Takes some of a list, at least so many. */
export function some<Item>(choose: Choose, list: readonly Item[], least = 1): readonly Item[] {
  const taken = list.filter(() => choose(3) === 0)
  return taken.length >= least ? taken : list.slice(0, least)
}

/** Makes something in one of so many cases, else nothing. */
const maybe = <Part extends object>(
  choose: Choose,
  oneIn: number,
  make: () => Part,
): Part | object => (choose(oneIn) === 0 ? make() : {})

export const CLASS_NAMES = ['account', 'money', 'secret', 'notes'] as const
export const ACTION_NAMES = ['pay', 'block', 'call'] as const
const LEVELS = ['claimed', 'recognized', 'verified', 'strong'] as const
const AGES = ['5m', '15m', '1h', '24h', '30d'] as const
const METHODS = [
  'session',
  'verify_check',
  'factor_challenge',
  'account_link',
  'agent_attestation',
  'sms',
  'passkeys',
  'email',
  'call',
  'sna',
] as const
export const RISKS = [
  'sim_swap',
  'reassigned',
  'non_fixed_voip',
  'line_inactive',
  'call_forwarding',
  'dmarc_fail',
  'unlinked',
  'agent_flag',
  'agent_lowered',
  'otp_failures',
  'fraud',
  'session_revoked',
  'account_disabled',
  'credential_change',
  'ambiguous',
  'conflict',
  'identifier_recycled',
  'velocity',
] as const
const CHANNELS = [
  'sms',
  'whatsapp',
  'web_chat',
  'email',
  'messenger',
  'custom',
  'kiosk',
  'group_mms',
] as const
const STEP_UP = [
  'login',
  'verify_sms',
  'verify_call',
  'verify_email',
  'push',
  'passkey',
  'totp',
  'agent_callback',
  'portal',
] as const

const proofParts = (choose: Choose): RequirementDocument => ({
  ...maybe(choose, 3, () => ({ maxAge: pick(choose, AGES) })),
  ...maybe(choose, 5, () => ({ purpose: true })),
  ...maybe(choose, 8, () => ({ linked: true })),
  ...maybe(choose, 4, () => ({ methods: some(choose, METHODS) })),
  ...maybe(choose, 6, () => ({ categories: 2 as const })),
  ...maybe(choose, 6, () => ({ forbid_phishable_only: true })),
})

const requirement = (choose: Choose): RequirementDocument => ({
  write: pick(choose, LEVELS),
  read: pick(choose, ['anonymous', ...LEVELS]),
  ...proofParts(choose),
})

// A ladder rises, or the document would not compile: levels are sorted, and the last rung asks the most.
function ladder(choose: Choose): Readonly<Record<string, RequirementDocument>> {
  const rungs = some(choose, ['accept', 'confirm', 'masked', 'full'] as const)
  const sorted = (): readonly number[] => rungs.map(() => 1 + choose(4)).sort()
  const [writes, reads] = [sorted(), sorted()]
  return Object.fromEntries(
    rungs.map((rung, at) => [
      rung,
      {
        write: rank(writes[at]),
        read: rank(reads[at]),
        ...(at === rungs.length - 1 ? proofParts(choose) : {}),
      },
    ]),
  )
}

const relations = (choose: Choose) => some(choose, RELATIONS)
const surely = (choose: Choose) => pick(choose, ['verified', 'strong'] as const)

// Nobody who acts for another is given a rung that the class has not.
function withRepresentatives(
  choose: Choose,
  rungs: Readonly<Record<string, RequirementDocument>>,
): object {
  const [rung] = Object.keys(rungs).slice(choose(2))
  if (rung === undefined || choose(2) === 0) return rungs
  const block = { [rung]: { write: surely(choose), ...proofParts(choose) }, as: relations(choose) }
  const second = { [rung]: surely(choose), as: relations(choose) }
  return { ...rungs, representative: choose(2) === 0 ? block : [block, second] }
}

const rank = (word: number | undefined): LevelWord =>
  word === 1 || word === 2 || word === 3 ? word : 4

const condition = (choose: Choose, classes: readonly string[], actions: readonly string[]) => ({
  ...maybe(choose, 3, () => ({ trust: pick(choose, LEVELS) })),
  ...maybe(choose, 6, () => ({ trust_below: pick(choose, LEVELS) })),
  ...maybe(choose, 5, () => ({ read: pick(choose, LEVELS) })),
  ...maybe(choose, 3, () => ({ risk: some(choose, RISKS) })),
  ...maybe(choose, 4, () => ({ channel: some(choose, CHANNELS) })),
  ...maybe(choose, 4, () => ({ intent: some(choose, [...classes, ...actions]) })),
  ...maybe(choose, 6, () => ({
    resolution: some(choose, ['none', 'unique', 'ambiguous', 'conflict'] as const),
  })),
  ...maybe(choose, 5, () => ({ context: { tier: some(choose, ['gold', 'silver', 7, true]) } })),
  ...maybe(choose, 6, () => ({
    discloses: { [pick(choose, classes)]: pick(choose, ['confirm', 'masked', 'full'] as const) },
  })),
})

const leaf = (choose: Choose) =>
  pick(choose, [
    { context: { consent: true } },
    { context: { consent: false } },
    { context: { age_band: 'child' } },
    { context: { age_band: ['teen', 'adult'], consent: true } },
    { context: { score: { upTo: 10 } } },
    { context: { score: { above: '50.5' } } },
    { context: { amount: { upTo: 100 } } },
    { context: { amount: { above: 10, upTo: 100 } } },
    { context: { dollars: { upTo: 100 } } },
    { context: { tier: ['gold', 7] } },
    { channel: 'sms' },
    { channel: ['kiosk', 'whatsapp'] },
  ])

const asked = (choose: Choose) =>
  pick(choose, [
    leaf(choose),
    leaf(choose),
    { any: [leaf(choose), leaf(choose)] },
    { all: [leaf(choose), { any: [leaf(choose), leaf(choose)] }] },
    { not: leaf(choose) },
  ])

const opposed = (choose: Choose) =>
  pick(choose, [leaf(choose), leaf(choose), { any: [leaf(choose), leaf(choose)] }])

const facts = (choose: Choose): NonNullable<PolicyDocument['facts']> => ({
  tier: ['gold', 'silver', 7, true],
  consent: 'boolean',
  age_band: pick(choose, [
    ['child', 'adult', 'teen'],
    ['teen', 'child', 'adult', 'senior'],
  ]),
  score: {
    upTo: pick(choose, [
      [10, '50.5'],
      [5, 10, '50.5'],
    ]),
  },
  amount: {
    upTo: pick(choose, [
      [10, 100],
      [10, 50, 100],
    ]),
    currency: 'EUR',
  },
  dollars: { upTo: [100], currency: 'USD' },
})

// What actions and the highest rungs take may depend on facts; a lower rung that asked more would not compile.
function withFacts(choose: Choose, document: PolicyDocument): PolicyDocument {
  const part = (): RequirementDocument => ({
    ...maybe(choose, 2, () => ({ when: asked(choose) })),
    ...maybe(choose, 3, () => ({ unless: opposed(choose) })),
  })
  const classes = Object.entries(document.classes).map(([name, one]) => {
    const top = (['full', 'masked', 'confirm', 'accept'] as const).find((rung) => one[rung])
    const taken = top === undefined ? undefined : one[top]
    return [
      name,
      top === undefined || typeof taken !== 'object'
        ? one
        : { ...one, [top]: { ...taken, ...part() } },
    ] as const
  })
  const actions = Object.entries(actionsOf(document)).map(
    ([name, one]) => [name, { ...one, ...part() }] as const,
  )
  return {
    ...document,
    facts: facts(choose),
    classes: Object.fromEntries(classes),
    actions: Object.fromEntries(actions),
    routes: document.routes.map((route) =>
      route.when === undefined || choose(3) > 0
        ? route
        : { ...route, when: { ...route.when, ...asked(choose) } },
    ),
  }
}

/** Makes a policy document. Not every one compiles. */
export function makePolicy(choose: Choose): PolicyDocument {
  const document = makePlainPolicy(choose)
  return choose(2) === 0 ? withFacts(choose, document) : document
}

function makePlainPolicy(choose: Choose): PolicyDocument {
  const classes = CLASS_NAMES.slice(0, 1 + choose(3))
  const actions = ACTION_NAMES.slice(0, choose(4))
  return {
    policy: 'any-policy',
    version: 1,
    classes: Object.fromEntries(
      classes.map((name) => [
        name,
        {
          fields: [`${name}.*`, ...some(choose, ['shared.id', 'a.*.b'], 0)],
          ...maybe(choose, 6, () => ({ kind: pick(choose, ['financial', 'phi', 'account']) })),
          ...maybe(choose, 5, () => ({ agent: 'trained' })),
          ...maybe(choose, 4, () => ({
            deliver_to_record: requirement(choose).write ?? 'verified',
          })),
          ...withRepresentatives(choose, ladder(choose)),
        },
      ]),
    ),
    actions: Object.fromEntries(
      actions.map((name) => [
        name,
        {
          ...requirement(choose),
          ...maybe(choose, 4, () => ({ notify: some(choose, ['app', 'old_address']) })),
          ...maybe(choose, 4, () => ({ deliver_to_record: pick(choose, LEVELS) })),
          ...maybe(choose, 3, () => ({
            representative: {
              ...requirement(choose),
              write: surely(choose),
              as: relations(choose),
            },
          })),
          ...maybe(choose, 8, () => ({ denied: true })),
        },
      ]),
    ),
    stepUp: some(choose, STEP_UP, 0),
    routes: [
      ...Array.from({ length: choose(4) }, (_, at) => ({
        id: `r${at}`,
        when: condition(choose, classes, actions),
        queue: pick(choose, ['care', 'desk', 'fraud']),
        priority: choose(3),
      })).filter(({ when }) => Object.keys(when).length > 0),
      { id: 'rest', queue: 'front' },
    ],
    ...surroundings(choose),
  }
}

const surroundings = (choose: Choose): Partial<PolicyDocument> => ({
  ...maybe(choose, 3, () => ({
    redact: { log: { default: pick(choose, ['drop', 'mask', 'keep'] as const) } },
  })),
  ...maybe(choose, 3, () => ({
    risk: {
      ...maybe(choose, 2, () => ({ sim_swap_unknown: pick(choose, LEVELS) })),
      ...maybe(choose, 2, () => ({ reassignment_stale: pick(choose, LEVELS) })),
      ...maybe(choose, 3, () => ({ line_type_unknown: pick(choose, LEVELS) })),
      ...maybe(choose, 2, () => ({ quarantine: pick(choose, ['2d', '10d', '60d']) })),
      ...maybe(choose, 2, () => ({ reassignment_confirmed: pick(choose, ['1d', '2000d']) })),
    },
  })),
  ...maybe(choose, 4, () => ({
    issuers: [
      {
        issuer: 'https://login.example.com',
        amr: { pwd: pick(choose, LEVELS), hwk: pick(choose, LEVELS) },
      },
    ],
  })),
  ...maybe(choose, 4, () => ({
    refuses: some(choose, [
      'session',
      'verify_check',
      'lookup',
      'risk_signal',
      'security_event',
      'directory',
    ] as const),
  })),
  channels: [
    {
      scheme: 'kiosk',
      grade: pick(choose, ['claimed', 'recognized'] as const),
      session: choose(2) === 0,
    },
  ],
  ...maybe(choose, 5, () => ({ regions: [pick(choose, ['US', 'DE'])] })),
  ...maybe(choose, 6, () => ({ packs: [pick(choose, ['gdpr', 'psd2', 'hipaa', 'ffiec', 'pci'])] })),
})

/** Makes a policy again with one of its parts taken from another: mostly a small change, sometimes none. */
export function changePolicy(choose: Choose, document: PolicyDocument): PolicyDocument {
  const other = makePolicy(choose)
  const part = pick(choose, [
    'classes',
    'classes',
    'actions',
    'routes',
    'stepUp',
    'redact',
    'risk',
    'issuers',
    'refuses',
    'channels',
    'regions',
    'packs',
    'version',
    'facts',
    'fields',
    'notify',
  ] as const)
  switch (part) {
    case 'version':
      return { ...document, version: 2, policy: 'another-name', description: 'the same' }
    case 'classes':
      return {
        ...document,
        classes: { ...document.classes, ...sameNames(other.classes, document.classes) },
      }
    case 'actions':
      return {
        ...document,
        actions: { ...document.actions, ...sameNames(other.actions ?? {}, document.actions ?? {}) },
      }
    case 'fields':
      return {
        ...document,
        classes: Object.fromEntries(
          Object.entries(document.classes).map(([name, one]) => [
            name,
            { ...one, fields: [...(one.fields ?? []).slice(1), `${pick(choose, CLASS_NAMES)}.*`] },
          ]),
        ),
      }
    case 'notify':
      return {
        ...document,
        actions: Object.fromEntries(
          Object.entries(actionsOf(document)).map(([name, { notify: _, ...one }]) => [name, one]),
        ),
      }
    default: {
      const { [part]: _, ...rest } = document
      const value = other[part]
      return {
        ...document,
        ...rest,
        routes: document.routes,
        ...(value !== undefined && { [part]: value }),
      }
    }
  }
}

const sameNames = <Value>(
  from: Readonly<Record<string, Value>>,
  like: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(from)
      .filter(([name]) => name in like)
      .slice(0, 1),
  )
