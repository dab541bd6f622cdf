import { describe, expect, test } from 'vitest'
import {
  diff,
  isUnchanged,
  lintDocument,
  mutate,
  openSpace,
  prove,
} from '../../src/analysis/index.js'
import { replayRecord } from '../../src/decide/index.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import {
  type BreakGlass,
  type Decision,
  type Engagement,
  MINUTE,
  SECOND,
} from '../../src/model/index.js'
import { compilePolicy, parseDocument, printPolicy } from '../../src/policy/index.js'
import { redactRecord } from '../../src/redaction/index.js'
import { toTaskAttributes } from '../../src/twilio/outbound/index.js'
import { compiled } from '../compiled.js'
import { makeCustomer } from '../falsify/customers.js'
import { makeEngagement } from '../falsify/engagements.js'
import { makePolicy } from '../falsify/policies.js'
import { ACTION_NAMES, CLASS_NAMES } from '../falsify/words.js'
import { fromSeed, iso, NOW } from '../trust/evidenceWorld.js'

const CLINIC = `
policy: clinic
version: 1
roles: [agent, nurse, duty_lead]
classes:
  contact: { fields: [phone], full: { write: recognized, read: recognized } }
  record: { fields: [allergies], full: { write: verified, read: verified, roles: nurse } }
  history: { fields: [visits], masked: { write: verified, read: verified } }
  sealed: { fields: [therapy] }
actions:
  book: { write: verified, notify: app }
break_glass:
  roles: [nurse]
  reasons: [life_at_risk, welfare_check]
  second: [nurse, duty_lead]
  for: 30m
  notice: [privacy_office]
  classes: [record, history, sealed]
stepUp: [verify_sms]
routes: [{ id: all, queue: care }]
`

const POLICY = compiled(CLINIC)
const AT = Date.UTC(2026, 10, 22, 10)
const NURSE = { worker: 'WK01', roles: ['nurse'] }
const GLASS: BreakGlass = {
  reason: 'life_at_risk',
  requestedBy: 'WK01',
  approvedBy: { worker: 'WK02', roles: ['duty_lead'] },
  at: '2026-11-22T09:50:00Z',
}

const stranger = (rest: Partial<Engagement> = {}): Engagement => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  agent: NURSE,
  ...rest,
})

const decide = (rest: Partial<Engagement>, at = AT): Decision =>
  evaluate(POLICY, stranger(rest), at)

const RECORD = { phone: '+14155550100', allergies: ['penicillin'], visits: ['May'], therapy: 'x' }
const seenBy = (audience: 'agent' | 'customer' | 'bot', decision: Decision) =>
  redactRecord(RECORD, decision.redaction[audience]).value

describe('a nurse who breaks the glass', () => {
  const decision = decide({ breakGlass: GLASS })

  test('sees what is withheld, and nobody else does', () => {
    expect(seenBy('agent', decision)).toMatchObject({ allergies: ['penicillin'] })
    expect(seenBy('customer', decision)).toEqual({})
    expect(seenBy('bot', decision)).toEqual({})
    expect(seenBy('agent', decide({}))).toEqual({})
  })

  test('sees no class further than anybody is given it, and no class that nobody is', () => {
    expect(JSON.stringify(seenBy('agent', decision))).not.toMatch(/May|"x"/)
    expect(decision.breakGlass?.classes).toEqual(['record', 'history'])
  })

  test('is named, with the second person, the reason and the end, and it is told', () => {
    expect(decision.breakGlass).toMatchObject({
      reason: 'life_at_risk',
      requestedBy: 'WK01',
      approvedBy: 'WK02',
      until: '2026-11-22T10:20:00.000Z',
    })
    expect(decision.notices).toEqual([{ action: 'break_glass', to: 'privacy_office' }])
    expect(decision.validUntil).toBe('2026-11-22T10:20:00.000Z')
  })

  test('leaves a record of it that holds no more, and is decided again alike', () => {
    const { record } = evaluateAndRecord(POLICY, stranger({ breakGlass: GLASS }), AT)
    expect(record.breakGlass).toEqual({
      reason: 'life_at_risk',
      requestedBy: 'WK01',
      approvedBy: 'WK02',
      approverRoles: ['duty_lead'],
      classes: ['record', 'history'],
      age: 600,
      left: 1_200,
    })
    expect(replayRecord(POLICY, record)?.opened?.classes).toEqual({
      history: 'masked',
      record: 'full',
    })
  })

  test('writes nothing of it into the task', () => {
    const text = toTaskAttributes(stranger({ breakGlass: GLASS }), decision).text
    expect(text).toBe(toTaskAttributes(stranger(), decide({ agent: undefined })).text)
  })
})

const REFUSED: readonly (readonly [string, Partial<Engagement>, string])[] = [
  [
    'a reason of nobody',
    { breakGlass: { ...GLASS, reason: 'curious' } },
    'break_glass_reason_unknown',
  ],
  [
    'a reason in words',
    { breakGlass: { ...GLASS, reason: 'Life at risk' } },
    'break_glass_reason_unknown',
  ],
  ['no agent', { agent: undefined, breakGlass: GLASS }, 'break_glass_worker_unknown'],
  [
    'an agent without a name',
    { agent: { roles: ['nurse'] }, breakGlass: GLASS },
    'break_glass_worker_unknown',
  ],
  [
    'a mailbox for a name',
    {
      agent: { ...NURSE, worker: 'ada@example.com' },
      breakGlass: { ...GLASS, requestedBy: 'ada@example.com' },
    },
    'break_glass_worker_unknown',
  ],
  [
    'another agent',
    { agent: { ...NURSE, worker: 'WK03' }, breakGlass: GLASS },
    'break_glass_for_another',
  ],
  [
    'an agent who may not',
    { agent: { ...NURSE, roles: ['agent', 'duty_lead'] }, breakGlass: GLASS },
    'break_glass_role_not_allowed',
  ],
  [
    'an agent without a role',
    { agent: { ...NURSE, roles: [] }, breakGlass: GLASS },
    'break_glass_role_not_allowed',
  ],
  [
    'nobody beside',
    { breakGlass: { ...GLASS, approvedBy: { roles: ['duty_lead'] } } },
    'second_person_missing',
  ],
  [
    'the same person',
    { breakGlass: { ...GLASS, approvedBy: { worker: ' wk01', roles: ['duty_lead'] } } },
    'second_person_missing',
  ],
  [
    'one who may not approve',
    { breakGlass: { ...GLASS, approvedBy: { worker: 'WK02', roles: ['agent'] } } },
    'break_glass_not_approved',
  ],
  ['tomorrow', { breakGlass: { ...GLASS, at: '2026-11-23T09:50:00Z' } }, 'break_glass_not_yet'],
  ['an hour ago', { breakGlass: { ...GLASS, at: '2026-11-22T09:00:00Z' } }, 'break_glass_expired'],
  [
    'an end that is past',
    { breakGlass: { ...GLASS, until: '2026-11-22T09:55:00Z' } },
    'break_glass_expired',
  ],
  [
    'an end before it began',
    { breakGlass: { ...GLASS, until: '2026-11-22T09:00:00Z' } },
    'break_glass_expired',
  ],
  ['an end that is no time', { breakGlass: { ...GLASS, until: 'later' } }, 'malformed_time'],
  ['no time', { breakGlass: { ...GLASS, at: '' } }, 'malformed_time'],
]

test.each(REFUSED)('with %s nothing opens, and it is said why', (_, rest, code) => {
  const [decision, plain] = [decide(rest), decide({ ...rest, breakGlass: undefined })]
  expect(decision.breakGlass).toBeUndefined()
  expect(decision.redaction).toEqual(plain.redaction)
  expect(decision.notices).toEqual([])
  expect(decision.reasons.map((reason) => reason.code)).toContain(code)
})

test.each([7, [], 'life_at_risk', true, { ...GLASS, reason: 7 }, { ...GLASS, approvedBy: 'WK02' }])(
  'what cannot be read opens nothing: %j',
  (breakGlass) => {
    const given: object = { ...stranger(), breakGlass }
    const decision = evaluate(POLICY, JSON.parse(JSON.stringify(given)), AT)
    expect(decision.breakGlass).toBeUndefined()
    expect(seenBy('agent', decision)).toEqual({})
    expect(decision.reasons.length).toBeGreaterThan(0)
  },
)

test('nothing of what was given is repeated where it is refused', () => {
  const secret = 'Mrs Lovelace'
  const breakGlass = {
    ...GLASS,
    reason: secret,
    requestedBy: secret,
    approvedBy: { worker: secret, roles: [secret] },
  }
  const { decision, record } = evaluateAndRecord(POLICY, stranger({ breakGlass }), AT)
  expect(JSON.stringify([decision, record])).not.toContain('Lovelace')
})

test('it ends to the millisecond, at its own end or the policy’s, and the decision says when', () => {
  const start = Date.parse(GLASS.at)
  for (const [until, length] of [
    [undefined, 30 * MINUTE],
    [start + 10 * MINUTE, 10 * MINUTE],
    [start + 90 * MINUTE, 30 * MINUTE],
  ] as const) {
    const breakGlass = {
      ...GLASS,
      ...(until !== undefined && { until: new Date(until).toISOString() }),
    }
    const isOpen = (at: number): boolean => decide({ breakGlass }, at).breakGlass !== undefined
    expect([start - 1, start, start + length - 1, start + length].map(isOpen)).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(decide({ breakGlass }, start - SECOND).validUntil).toBe(new Date(start).toISOString())
    expect(decide({ breakGlass }, start).validUntil).toBe(new Date(start + length).toISOString())
  }
})

test.each([
  ['roles: [nurse]\n  reasons', 'roles: [matron]\n  reasons', 'unknown_role'],
  ['second: [nurse, duty_lead]', 'second: lead', 'unknown_role'],
  ['classes: [record, history, sealed]', 'classes: [records]', 'unknown_class'],
  ['  for: 30m\n', '', 'missing'],
  ['  second: [nurse, duty_lead]\n', '', 'missing'],
  ['for: 30m', 'for: 2d', 'open_too_long'],
  ['for: 30m', 'for: 0s', 'open_too_long'],
  ['for: 30m', 'for: a while', 'invalid_duration'],
  ['life_at_risk,', '"Life at risk!",', 'invalid_name'],
  ['  notice:', '  notify:', 'unknown_key'],
])('a policy that says %j as %j does not compile', (from, to, code) => {
  const result = compilePolicy(CLINIC.replace(from, to))
  expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toContain(code)
})

test('it is printed as it was written, and read again', () => {
  expect(compiled(printPolicy(POLICY))).toEqual(POLICY)
})

test('a policy that does not speak of it decides as if nobody had asked, and keeps its digest', () => {
  const plain = compiled(CLINIC.replace(/break_glass:[\s\S]*?(?=stepUp)/, ''))
  const given = stranger({ breakGlass: GLASS })
  const { breakGlass: _, ...without } = given
  expect(evaluateAndRecord(plain, given, AT)).toEqual(evaluateAndRecord(plain, without, AT))
  expect('breakGlass' in plain).toBe(false)
})

test.each([
  ['roles: [nurse]\n  reasons', 'roles: [nurse, agent]\n  reasons', 'looser'],
  ['reasons: [life_at_risk, welfare_check]', 'reasons: life_at_risk', 'stricter'],
  ['second: [nurse, duty_lead]', 'second: duty_lead', 'stricter'],
  ['for: 30m', 'for: 1h', 'looser'],
  ['for: 30m', 'for: 10m', 'stricter'],
  ['  notice: [privacy_office]\n', '', 'looser'],
  ['classes: [record, history, sealed]', 'classes: [record, history, sealed, contact]', 'looser'],
  [/break_glass:[\s\S]*?(?=stepUp)/, '', 'stricter'],
] as const)('no change of it reads as unchanged: %s to %j', (from, to, bearing) => {
  const next = compiled(CLINIC.replace(from, to))
  const [compared, back] = [diff(POLICY, next), diff(next, POLICY)]
  const bearings = (one: typeof compared) =>
    one.ok
      ? one.value.changes.filter(({ about }) => about === 'break_glass').map(({ change }) => change)
      : []
  expect(new Set(bearings(compared))).toEqual(new Set([bearing]))
  expect(new Set(bearings(back))).toEqual(new Set([bearing === 'looser' ? 'stricter' : 'looser']))
  expect(compared.ok ? isUnchanged(compared.value) : null).toBe(false)
})

test('it never changes what anybody is told, what is done, or where it goes', () => {
  let opened = 0
  for (let seed = 300; seed < 360; seed += 1) {
    const choose = fromSeed(seed)
    const made = makePolicy(choose)
    if (made.roles !== undefined) continue
    const policy = compilePolicy({
      ...made,
      roles: ['nurse', 'lead'],
      break_glass: {
        roles: 'nurse',
        reasons: ['life_at_risk'],
        second: 'lead',
        for: '30m',
        notice: 'office',
        classes: [...CLASS_NAMES].filter((name) => name in made.classes),
      },
    })
    if (!policy.ok) continue
    for (let round = 0; round < 10; round += 1) {
      const names = [...CLASS_NAMES, ...ACTION_NAMES]
      const { breakGlass: _, ...engagement } =
        choose(3) === 0 ? makeEngagement(choose) : makeCustomer(choose, names)
      const before = choose(60) * MINUTE
      const approvedBy = { worker: choose(4) === 0 ? 'WK01' : 'WK02', roles: ['lead'] }
      const breakGlass = { ...GLASS, approvedBy, at: iso(NOW - before) }
      const plain = evaluate(policy.value, { ...engagement, agent: NURSE }, NOW)
      const broken = evaluate(policy.value, { ...engagement, agent: NURSE, breakGlass }, NOW)
      const isOpen = before < 30 * MINUTE && approvedBy.worker !== 'WK01'
      const { redaction, notices, reasons, validUntil, breakGlass: __, ...same } = broken
      const { redaction: own, notices: owed, reasons: why, validUntil: end, ...alike } = plain
      expect({
        ...same,
        isOpen: broken.breakGlass !== undefined,
        redaction: { ...redaction, agent: [] },
        notices,
        reasons: isOpen ? reasons : [],
        isNoLonger: end === null || (validUntil !== null && validUntil <= end),
      }).toEqual({
        ...alike,
        isOpen,
        redaction: { ...own, agent: [] },
        notices: isOpen ? [...owed, { action: 'break_glass', to: 'office' }] : owed,
        reasons: isOpen ? why : [],
        isNoLonger: true,
      })
      if (JSON.stringify(redaction.agent) !== JSON.stringify(own.agent)) opened += 1
    }
  }
  expect(opened).toBeGreaterThan(30)
})

const whereNotVerified = (audience: 'agent' | 'customer' | 'bot', name: string) =>
  prove(openSpace(POLICY), {
    never: { class: name, audience, shown: ['keep', 'mask'] },
    when: { trust_below: 'verified' },
  })

test('that an agent is shown nothing is refuted by one who breaks the glass, and proved of all others', () => {
  const refuted = whereNotVerified('agent', 'record')
  expect(refuted.ok && refuted.value.verdict).toBe('refuted')
  expect(refuted).toMatchObject({
    value: { counterexample: { engagement: { breakGlass: expect.anything() } } },
  })
  const others = [
    whereNotVerified('customer', 'record'),
    whereNotVerified('bot', 'record'),
    whereNotVerified('agent', 'sealed'),
  ]
  expect(others.map((one) => one.ok && one.value.verdict)).toEqual(Array(3).fill('proved'))
  const told = prove(openSpace(POLICY), {
    never: { class: 'record', at_least: 'accept' },
    when: { trust_below: 'verified' },
  })
  expect(told.ok && told.value.verdict).toBe('proved')
})

test('tests kill every slip of the hand in how the glass may be broken', () => {
  const parsed = parseDocument(CLINIC)
  const { document } = parsed.ok ? parsed.value : { document: null }
  const isOfGlass = ({ path }: { readonly path: readonly unknown[] }): boolean =>
    path[0] === 'break_glass'
  const first = document === null ? null : mutate(document, undefined, isOfGlass)
  if (document === null || first?.ok !== true) throw new TypeError('no mutants')
  const again = mutate({ ...document, tests: first.value.rows }, undefined, isOfGlass)
  const fates = again.ok ? again.value.mutants : []
  expect(fates.length).toBeGreaterThan(10)
  // Only the class that nobody is ever given may be named or not: that decides nothing.
  const alive = fates.filter(({ fate }) => !['killed', 'refused'].includes(fate))
  expect(alive.map(({ fate, description }) => [fate, description])).toEqual([
    ['silent', expect.stringMatching(/^break_glass.classes: .* → \["record","history"\]$/)],
  ])
})

test.each([
  [CLINIC, ['break_glass_opens_nothing sealed']],
  [
    CLINIC.replace('second: [nurse, duty_lead]', 'second: nurse'),
    ['break_glass_among_peers nurse', 'break_glass_opens_nothing sealed'],
  ],
  [
    CLINIC.replace('  notice: [privacy_office]\n', '').replace(', sealed]', ']'),
    ['break_glass_untold notice'],
  ],
  [
    CLINIC.replace('stepUp:', 'redact: { agent: { record: drop } }\nstepUp:').replace(
      ', sealed]',
      ']',
    ),
    ['break_glass_opens_nothing record'],
  ],
])('what its author can hardly mean is found', (source, found) => {
  const parsed = parseDocument(source)
  const findings = parsed.ok
    ? lintDocument({ document: parsed.value.document, policy: compiled(source) })
    : []
  expect(
    findings
      .filter(({ code }) => code.startsWith('break_'))
      .map(({ code, word }) => `${code} ${word}`),
  ).toEqual(found)
})
