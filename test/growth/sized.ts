import type { CompiledPolicy } from '../../src/decide/index.js'
import {
  compilePolicy,
  type PolicyDocument,
  parseDocument,
  RISK_NAMES,
} from '../../src/policy/index.js'

/** How much of each kind of thing a policy holds. */
export const SIZES = {
  classes: 6,
  actions: 4,
  routes: 6,
  risks: 4,
  intents: 3,
  facts: 2,
  values: 3,
  discloses: 2,
  issuers: 1,
  words: 2,
  methods: 4,
  ages: 2,
  readers: 0,
  roles: 0,
  dates: 0,
} as const

export type GrowingSize = keyof typeof SIZES
export type Sizes = Readonly<Record<GrowingSize, number>>

const METHOD_WORDS = [
  'session',
  'verify_check',
  'factor_challenge',
  'sms',
  'passkeys',
  'email',
  'call',
  'sna',
  'push',
  'totp',
  'whatsapp',
  'account_link',
]
const STEP_UP = [
  'login',
  'verify_sms',
  'push',
  'passkey',
  'verify_call',
  'verify_email',
  'totp',
  'agent_callback',
  'verify_whatsapp',
  'portal',
  'verify_sna',
  'account_link',
]
const LEVELS = ['recognized', 'verified', 'strong'] as const
const CHANNELS = ['sms', 'whatsapp', 'web_chat', 'email', 'messenger', 'apple', 'viber', 'line']

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)
const minutes = (sizes: Sizes, at: number): string => `${5 * (1 + (at % Math.max(1, sizes.ages)))}m`

/** Makes a policy with just so much of each kind of thing, all of it in use. */
export function makeSized(sizes: Sizes): PolicyDocument {
  return {
    policy: 'sized',
    version: 1,
    classes: Object.fromEntries(
      range(sizes.classes).map((at) => [`class_${at}`, classOf(sizes, at)]),
    ),
    actions: Object.fromEntries(
      range(sizes.actions).map((at) => [
        `action_${at}`,
        {
          write: LEVELS[at % 3] ?? 'verified',
          maxAge: minutes(sizes, at),
          ...(at % 4 === 1 && { purpose: true }),
          ...(at % 5 === 2 && { categories: 2 as const }),
          ...(sizes.roles > 0 && { roles: [`role_${at % sizes.roles}`] }),
          ...(at % 2 === 0 && datedBy(sizes, at)),
        },
      ]),
    ),
    ...(sizes.roles > 0 && { roles: range(sizes.roles).map((at) => `role_${at}`) }),
    stepUp: STEP_UP.slice(0, sizes.methods),
    issuers: range(sizes.issuers).map((at) => ({
      issuer: `https://login-${at}.example.com`,
      amr: Object.fromEntries(
        range(sizes.words).map((word) => [
          AMR[word] ?? `x${word}`,
          word % 2 === 0 ? ('verified' as const) : ('strong' as const),
        ]),
      ),
    })),
    routes: [
      ...range(sizes.routes).map((at) => ({
        id: `route_${at}`,
        queue: `queue_${at % 7}`,
        priority: at % 5,
        when: conditionOf(sizes, at),
      })),
      { id: 'rest', queue: 'front' },
    ],
  }
}

/** Says of something when it is in force, where dates are counted: each begins a day after the one before. */
const datedBy = ({ dates }: Sizes, at: number): { readonly from?: string } =>
  dates === 0 ? {} : { from: `2026-12-${String(1 + (at % dates)).padStart(2, '0')}T00:00:00Z` }

const AMR = [
  'pwd',
  'hwk',
  'pin',
  'otp',
  'face',
  'fpt',
  'swk',
  'sms',
  'kba',
  'tel',
  'iris',
  'mca',
  'vbm',
  'wia',
  'retina',
  'sc',
]

function classOf(sizes: Sizes, at: number) {
  const maxAge = minutes(sizes, at)
  return {
    fields: [`class_${at}.*`],
    masked: { write: 'verified' as const, read: 'recognized' as const },
    full: {
      write: at % 3 === 0 ? ('strong' as const) : ('verified' as const),
      read: 'verified' as const,
      maxAge,
      ...(at % 4 === 0 && {
        methods: range(3).map(
          (of) => METHOD_WORDS[(at + of) % Math.max(1, sizes.methods)] ?? 'session',
        ),
      }),
    },
  }
}

// Of each kind of thing every route has its share, and no two routes ask for the same risk of the same topic on the same
// channel. Where there are routes enough each risk has one of its own besides, as fraud desks have.
function conditionOf(sizes: Sizes, at: number) {
  const risks = RISK_NAMES.slice(0, sizes.risks)
  const alone = sizes.routes >= 2 * sizes.risks ? sizes.risks : 0
  const mixed = sizes.routes - alone
  const own = risks[at - mixed]
  if (own !== undefined && at >= mixed) return { risk: [own] }
  const topics = [
    ...range(sizes.actions).map((one) => `action_${one}`),
    ...range(sizes.classes).map((one) => `class_${one}`),
  ].slice(0, sizes.intents)
  const share = <Word>(words: readonly Word[]): readonly Word[] =>
    words.filter((_, place) => place % mixed === at || place === at % words.length)
  const facts = at % 2 === 1 ? share(range(sizes.facts)) : []
  const discloses = at % 3 === 2 ? share(range(Math.min(sizes.discloses, sizes.classes))) : []
  const values = range(sizes.values).filter((value) => value % 2 === at % 2)
  return {
    risk: share(risks),
    intent: share(topics),
    channel: [CHANNELS[Math.floor(at / 12) % CHANNELS.length] ?? 'sms'],
    ...(facts.length > 0 && {
      context: Object.fromEntries(
        facts.map((fact) => [`fact_${fact}`, values.map((value) => `v${value}`)]),
      ),
    }),
    ...(discloses.length > 0 && {
      discloses: Object.fromEntries(discloses.map((one) => [`class_${one}`, 'full' as const])),
    }),
    ...(at % 4 === 1 && { trust: LEVELS[at % 3] ?? 'verified' }),
    ...(at < sizes.readers && { read: LEVELS[at % 3] ?? 'verified' }),
    ...(sizes.roles > 0 && at % 2 === 0 && { role: [`role_${at % sizes.roles}`] }),
    ...(at % 2 === 1 && datedBy(sizes, at)),
  }
}

/** Claims about a policy of any size: of each class, each action, and each route. */
export const claimsOf = (sizes: Sizes) => [
  ...range(sizes.classes).map((at) => ({
    never: { class: `class_${at}`, at_least: 'masked' as const },
    when: { trust_below: 'verified' as const },
  })),
  ...range(sizes.actions).map((at) => ({
    never: { action: `action_${at}`, answer: 'allow' as const },
    when: { trust_below: LEVELS[at % 3] ?? ('verified' as const) },
  })),
  { always: { route: ['route_0', 'rest'] }, when: { risk: [RISK_NAMES[0] ?? ''] } },
  { never: { route: 'rest' }, when: { trust: 'strong' as const } },
]

/** The bank's policy with so many identity providers of so many words. */
export function bankWith(text: string, issuers: number, words: number): PolicyDocument {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new RangeError('the policy does not parse')
  return {
    ...parsed.value.document,
    issuers: range(issuers).map((at) => ({
      issuer: `https://id-${at}.harbour.example`,
      amr: Object.fromEntries(
        range(words).map((word) => [
          AMR[word] ?? `x${word}`,
          word % 2 === 0 ? ('verified' as const) : ('strong' as const),
        ]),
      ),
      ...(at === 0 && { acr: { 'urn:harbour:sca': 'strong' as const } }),
    })),
  }
}

/** Compiles a policy of this file, which always does. */
export const compile = (document: PolicyDocument): CompiledPolicy => {
  const compiled = compilePolicy(document)
  if (!compiled.ok) throw new RangeError(`does not compile: ${compiled.issues[0]?.code ?? ''}`)
  return compiled.value
}

/** Every proof that counts, asked for a minute fresher, and nothing else changed. */
export const fresher = (document: PolicyDocument): PolicyDocument =>
  JSON.parse(JSON.stringify(document).replaceAll('"5m"', '"4m"'))
