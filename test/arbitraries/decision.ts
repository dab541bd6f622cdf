import fc from 'fast-check'
import {
  ANSWERS,
  AUDIENCES,
  type Decision,
  type Disclosure,
  type Engagement,
  levelOf,
  type Rank,
  REDACTION_ACTIONS,
  type RedactionRule,
  RUNGS,
} from '../../src/model/index.js'
import { anyCharacter } from './characters.js'

/** A word as policies and codes use them. */
export const anyWord = fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/)

/** Any rank. */
export const anyRank: fc.Arbitrary<Rank> = fc.constantFrom(0, 1, 2, 3, 4)

const anyText = fc.string({ unit: anyCharacter, maxLength: 40 })

const anyTime = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** Any reason: a code and sometimes a place. */
export const anyReason = fc.record(
  { code: anyWord, at: fc.constant('/evidence/0') },
  { requiredKeys: ['code'] },
)

const anyEdge = fc.record({
  from: fc.constantFrom('conversation' as const, 'identifier' as const, 'account' as const),
  to: fc.constantFrom('identifier' as const, 'account' as const, 'customer' as const),
  by: fc.constantFrom('platform', 'claim', 'verify_check', 'directory', 'session'),
  grade: anyRank,
  bottleneck: fc.boolean(),
})

/** Any trust: level, rank and write trust agree, as in every decision. */
export const anyTrust: fc.Arbitrary<Decision['trust']> = fc
  .record({
    rank: anyRank,
    read: anyRank,
    customer: fc.option(fc.string({ maxLength: 40 })),
    resolution: fc.constantFrom(
      'none' as const,
      'unique' as const,
      'ambiguous' as const,
      'conflict' as const,
    ),
    path: fc.array(anyEdge, { maxLength: 3 }),
  })
  .map((trust) => ({ ...trust, level: levelOf(trust.rank), write: trust.rank, caps: [] }))

const anyRule: fc.Arbitrary<RedactionRule> = fc.oneof(
  fc.record({
    target: fc.constant('text' as const),
    identifier: fc.constantFrom('default', 'phone', 'payment_card'),
    action: fc.constantFrom(...REDACTION_ACTIONS),
  }),
  fc.record({
    target: fc.constant('field' as const),
    path: fc.constantFrom('name', 'cards.*.last4'),
    action: fc.constantFrom(...REDACTION_ACTIONS),
  }),
)

const anyRedaction = fc
  .tuple(...AUDIENCES.map(() => fc.array(anyRule, { maxLength: 4 })))
  .map(([customer = [], agent = [], bot = [], log = [], insights = [], memory = []]) => ({
    customer,
    agent,
    bot,
    log,
    insights,
    memory,
  }))

/** Any disclosure of one class. */
export const anyDisclosure: fc.Arbitrary<Disclosure> = fc.constantFrom(
  ...RUNGS,
  'deliver_to_record',
)

/** Any decision over the closed types; names and lists of every size that a policy could carry. */
export const anyDecision: fc.Arbitrary<Decision> = fc.record({
  trust: anyTrust,
  channel: fc.constantFrom('', 'sms', 'whatsapp', 'web_chat', 'email', 'custom'),
  disclosure: fc.dictionary(fc.oneof(anyWord, anyText), anyDisclosure, { maxKeys: 12 }),
  actions: fc.dictionary(fc.oneof(anyWord, anyText), fc.constantFrom(...ANSWERS), { maxKeys: 12 }),
  route: fc.record({
    id: anyWord,
    queue: fc.oneof(anyWord, fc.string({ maxLength: 60 })),
    priority: fc.nat({ max: 1000 }),
    skills: fc.array(anyWord, { maxLength: 6 }),
  }),
  redaction: anyRedaction,
  stepUp: fc.array(
    fc.record({
      methods: fc.array(anyWord, { minLength: 1, maxLength: 3 }),
      opens: fc.array(anyWord, { maxLength: 3 }),
    }),
    { maxLength: 6 },
  ),
  notices: fc.constant([]),
  reasons: fc.array(anyReason, { maxLength: 20 }),
  validUntil: fc.option(anyTime),
  policy: fc.record({
    name: fc.oneof(anyWord, fc.string({ maxLength: 80 })),
    version: fc.nat({ max: 9999 }),
    digest: fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`),
  }),
})

/** Any claims a browser could send; enough of them to be more than a task holds. */
export const anyClaims = fc.dictionary(
  fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'level', 'rank', 'route', 'a-b')),
  fc.oneof(anyText, fc.double(), fc.boolean(), fc.string({ minLength: 200, maxLength: 400 })),
  { maxKeys: 8 },
)

/** Any engagement as outputs see it: contact and claims. */
export const anyEngagement: fc.Arbitrary<Engagement> = fc.record({
  conversation: fc.constant('CH01'),
  contact: fc.record({
    channel: fc.constantFrom('sms', 'whatsapp', 'web_chat', 'email'),
    address: fc.constant('+14155550100'),
  }),
  claims: anyClaims,
})

/** One engagement, for examples. */
export const anEngagement: Engagement = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  claims: { friendlyName: 'Ada', email: 'ada@example.com' },
}

/** One decision, for examples. */
export const aDecision: Decision = {
  trust: {
    level: 'verified',
    rank: 3,
    write: 3,
    read: 3,
    customer: 'C-1001',
    resolution: 'unique',
    path: [
      { from: 'conversation', to: 'identifier', by: 'verify_check', grade: 3, bottleneck: true },
      { from: 'identifier', to: 'customer', by: 'directory', grade: 3 },
    ],
    caps: [],
  },
  channel: 'sms',
  disclosure: { contact: 'full', account: 'full', financial: 'masked' },
  actions: { change_address: 'step_up' },
  route: { id: 'verified', queue: 'care', priority: 5, skills: ['text'] },
  redaction: {
    customer: [],
    agent: [{ target: 'text', identifier: 'default', action: 'mask' }],
    bot: [{ target: 'text', identifier: 'default', action: 'mask' }],
    log: [],
    insights: [],
    memory: [],
  },
  stepUp: [{ methods: ['session'], opens: ['financial', 'change_address'] }],
  notices: [],
  reasons: [{ code: 'sim_swap_unknown' }],
  validUntil: '2026-11-22T10:10:00.000Z',
  policy: { name: 'acme-retail', version: 7, digest: `sha256:${'ab'.repeat(32)}` },
}
