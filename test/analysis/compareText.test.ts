import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFields } from '../../src/analysis/compareFields.js'
import { compareText } from '../../src/analysis/compareText.js'
import { diff, hasChange, isUnchanged, type PolicyDiff } from '../../src/analysis/diff.js'
import type { PolicyDocument } from '../../src/policy/index.js'
import { redactRecord } from '../../src/redaction/index.js'
import { compiled as compile } from '../compiled.js'
import { runs } from '../runs.js'
import { examples } from './policies.js'

const BASE: PolicyDocument = {
  policy: 'small',
  version: 1,
  classes: {
    open: { fields: ['shop.**'], full: 'anonymous' },
    money: {
      fields: ['accounts.*.balance', 'cards.*'],
      kind: 'financial',
      full: 'verified',
      agent: 'trained',
    },
  },
  actions: {
    pay: { write: 'strong', notify: ['app', 'old_address'] },
    call: { write: 'verified', kind: 'pay' },
  },
  stepUp: ['login', 'verify_sms'],
  routes: [
    { id: 'known', when: { trust: 'verified' }, queue: 'care', priority: 2, skills: ['a'] },
    { id: 'rest', queue: 'front' },
  ],
  redact: { log: { default: 'drop', email: 'mask' } },
  issuers: [{ issuer: 'https://a.example', amr: { pwd: 'verified', hwk: 'strong' } }],
  channels: [{ scheme: 'kiosk', grade: 'claimed' }],
  regions: ['US', 'DE'],
  refuses: ['bot_handover'],
  risk: { quarantine: '30d' },
}

const { open, money } = BASE.classes
if (open === undefined || money === undefined) throw new Error('no classes')

const { agent: _trained, ...untrained } = money

const CHANGED: readonly [string, Partial<PolicyDocument>, readonly string[]][] = [
  [
    'a field in a more open class',
    {
      classes: {
        open: { ...open, fields: ['shop.**', 'accounts.*.balance'] },
        money: { ...money, fields: ['cards.*'] },
      },
    },
    ['field looser'],
  ],
  [
    'a field that a second class holds too',
    { classes: { open: { ...open, fields: ['shop.**', 'cards.*.last4'] }, money } },
    ['field stricter'],
  ],
  [
    'a field no class names',
    { classes: { open, money: { ...money, fields: ['cards.*'] } } },
    ['field stricter'],
  ],
  [
    'a log that keeps what nothing names',
    { redact: { log: { default: 'keep', email: 'mask' } } },
    ['redaction looser'],
  ],
  [
    'an identifier masked no longer',
    { redact: { log: { default: 'drop', email: 'keep' } } },
    ['redaction looser'],
  ],
  [
    'a class that a log is told of',
    { redact: { log: { default: 'drop', email: 'mask', money: 'keep' } } },
    ['redaction looser'],
  ],
  [
    'nobody told of a payment',
    { actions: { ...BASE.actions, pay: { write: 'strong' } } },
    ['notice looser'],
  ],
  ['no training', { classes: { open, money: untrained } }, ['agent looser']],
  [
    'another kind of data',
    { classes: { open, money: { ...money, kind: 'phi' } } },
    ['kind changed'],
  ],
  [
    'another kind of action',
    { actions: { ...BASE.actions, call: { write: 'verified' } } },
    ['kind changed'],
  ],
  [
    'a word of a login that counts for more',
    { issuers: [{ issuer: 'https://a.example', amr: { pwd: 'strong', hwk: 'strong' } }] },
    ['issuer looser'],
  ],
  ['a value that is shown more', { allow: ['help@example.com'] }, ['allow looser']],
  ['a region less', { regions: ['US'] }, ['region looser']],
  ['a way to step up less', { stepUp: ['login'] }, ['step_up stricter']],
  ['another way preferred', { stepUp: ['verify_sms', 'login'] }, ['step_up changed']],
  [
    'a route of another name',
    {
      routes: [
        { id: 'seen', when: { trust: 'verified' }, queue: 'care', priority: 2, skills: ['a'] },
        { id: 'rest', queue: 'front' },
      ],
    },
    ['route changed'],
  ],
]

test.each(CHANGED)('%s is a change, and which way it goes is said', (_, change, expected) => {
  const found = diff(compile(BASE), compile({ ...BASE, ...change }))
  if (!found.ok) throw new Error('not compared')
  expect(found.value.looser).toBe(expected.some((one) => !one.endsWith('stricter')))
  expectSaid(found.value, expected)
})

/** Holds what is said of changes: about what they are, and which way they go. */
function expectSaid(
  { regions, changes }: Pick<PolicyDiff, 'regions' | 'changes'>,
  expected: readonly string[],
) {
  const said = changes.map(({ about, change: bearing }) => `${about} ${bearing}`)
  expect([...new Set(said)]).toEqual(expected)
  const isLooser = expected.some((one) => !one.endsWith('stricter'))
  expect(hasChange({ regions, changes }, 'looser')).toBe(isLooser)
  expect(hasChange({ regions, changes }, 'any')).toBe(true)
}

// How evidence is read, which `diff` also tries on people of every kind.
const READ_OTHERWISE: typeof CHANGED = [
  ['nothing refused', { refuses: [] }, ['refusal changed']],
  [
    'risk signals refused',
    { refuses: ['bot_handover', 'risk_signal', 'security_event'] },
    ['refusal changed'],
  ],
  ['logins refused', { refuses: ['bot_handover', 'session'] }, ['refusal changed']],
  ['a shorter quarantine', { risk: { quarantine: '2d' } }, ['risk looser']],
  [
    'a tie believed for years',
    { risk: { quarantine: '30d', reassignment_confirmed: '2000d' } },
    ['risk looser'],
  ],
  [
    'a cap that is gone',
    { risk: { quarantine: '30d', sim_swap_unknown: 'strong' } },
    ['risk looser'],
  ],
  [
    'a word of a login that no longer counts',
    { issuers: [{ issuer: 'https://a.example', amr: { hwk: 'strong' } }] },
    ['issuer changed'],
  ],
  [
    'a channel with a session',
    { channels: [{ scheme: 'kiosk', grade: 'claimed', session: true }] },
    ['channel looser'],
  ],
]

test.each(READ_OTHERWISE)('%s is told, and which way it goes', (_, change, expected) => {
  const { changes } = compareText(compile(BASE), compile({ ...BASE, ...change }))
  expectSaid({ regions: [], changes }, expected)
})

const reversed = <Value>(part: Readonly<Record<string, Value>> = {}) =>
  Object.fromEntries(Object.entries(part).reverse())

test.each<[string, Partial<PolicyDocument>]>([
  ['its name', { policy: 'other' }],
  ['its version', { version: 2 }],
  ['its description', { description: 'The same.' }],
  [
    'its tests',
    { tests: [{ name: 'x', given: { channel: 'sms', address: '+14155550100' }, expect: {} }] },
  ],
  ['the order of its classes', { classes: reversed(BASE.classes) }],
  ['the order of its actions', { actions: reversed(BASE.actions) }],
  [
    'the order of fields',
    { classes: { open, money: { ...money, fields: [...(money.fields ?? [])].reverse() } } },
  ],
])('a policy is unchanged where only %s differs', (_, change) => {
  const found = diff(compile(BASE), compile({ ...BASE, ...change }))
  expect(found.ok && isUnchanged(found.value)).toBe(true)
})

describe.each(examples)('$name', ({ policy }) => {
  test('is unchanged from itself', () => {
    const found = diff(policy, policy)
    expect(found.ok && isUnchanged(found.value)).toBe(true)
  })
})

const anyPattern = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', '*'), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '.**'),
  )
  .map(([steps, end]) => `${steps.join('.')}${end}`)

const anyFields = fc.array(anyPattern, { minLength: 1, maxLength: 3 })

/** Fields, and how they are said again: in another order with what they hold already, or as others. */
const anyPair = anyFields.chain((fields) => {
  const held = fields.map((path) => path.replace(/(?<!\*)\*(?!\*)/, 'b'))
  const again = fc.tuple(
    fc.shuffledSubarray(fields, { minLength: fields.length }),
    fc.subarray(held),
  )
  return fc.tuple(
    fc.constant(fields),
    fc.oneof(
      again.map((parts) => parts.flat()),
      anyFields,
    ),
  )
})

const withFields = (first: readonly string[], second: readonly string[]) =>
  compile({
    policy: 'fields',
    version: 1,
    classes: { first: { fields: first, full: 1 }, second: { fields: second, masked: 1 } },
    routes: [{ id: 'rest', queue: 'q' }],
  })

const leaf = (depth: number): unknown =>
  depth === 0 ? 'x' : { a: leaf(depth - 1), b: leaf(depth - 1), c: leaf(depth - 1) }

test('where no field moves, no record is shown otherwise, whatever is disclosed', () => {
  const shown = (policy: ReturnType<typeof withFields>) =>
    ['full', 'masked'].map(
      (action) =>
        redactRecord(
          leaf(4),
          policy.classes.flatMap(({ name, fields }) =>
            fields.map((path) => ({
              target: 'field' as const,
              path,
              action:
                (name === 'first') === (action === 'full') ? ('keep' as const) : ('drop' as const),
            })),
          ),
        ).value,
    )
  fc.assert(
    fc.property(anyPair, anyPair, ([a, c], [b, d]) => {
      const [before, after] = [withFields(a, b), withFields(c, d)]
      const moved = compareFields(before, after)
      if (moved?.length === 0) expect(shown(before)).toEqual(shown(after))
    }),
    runs(200),
  )
})

test('fields are told to have moved though their patterns merely overlap', () => {
  const moved = compareFields(withFields(['a.*'], ['a.b']), withFields(['a.*'], ['a.c']))
  expect(moved?.map(({ path }) => path).sort()).toEqual(['a.b', 'a.c'])
})

// What `diff` says of it, without the people that it is tried on.
test.each([
  ['wrong_codes', 3, 'stricter'],
  ['wrong_codes', 6, 'looser'],
  ['codes_sent', 1, 'stricter'],
  ['codes_sent', 20, 'looser'],
  ['forget', '30d', 'stricter'],
  ['forget', '1h', 'looser'],
  ['otp_failures_to_recognized', 2, 'stricter'],
  ['otp_failures_to_claimed', 6, 'looser'],
  ['otp_failures_within', '1h', 'looser'],
  ['identifiers_tried_to_claimed', 2, 'stricter'],
  ['identifiers_tried_to_anonymous', 9, 'looser'],
  ['identifiers_tried_within', '30d', 'looser'],
  ['velocity_to_claimed', 1, 'stricter'],
  ['velocity_within', '10m', 'looser'],
] as const)('a counter is told: %s at %s is %s', (name, value, bearing) => {
  const { changes } = compareText(compile(BASE), compile({ ...BASE, counters: { [name]: value } }))
  expect(changes.map(({ about, change }) => [about, change])).toEqual([['counter', bearing]])
})
