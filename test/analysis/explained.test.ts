import { describe, expect, test } from 'vitest'
import { explain } from '../../src/analysis/index.js'
import {
  ATOM_NAMES,
  breakGlassSettings,
  conditionAtoms,
  counterSettings,
  PART_NAMES,
  requirementParts,
} from '../../src/decide/index.js'
import type { Engagement, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const NUMBER = '+14155550100'

const directory: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: NUMBER },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
}

const code: Evidence = {
  kind: 'verify_check',
  at: '2026-11-22T09:30:00Z',
  conversation: 'CH01',
  result: { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
}

// Verified by a code of half an hour ago, and nothing else.
const known: Engagement = {
  conversation: 'CH01',
  contact: { channel: 'whatsapp', address: `whatsapp:${NUMBER}`, to: '+18005550199' },
  evidence: [directory, code],
  intent: { classes: ['held'] },
}

const explained = (head: string, asked: string, when: string, engagement: Engagement = known) => {
  const policy = compilePolicy(`
    policy: explained
    version: 1
    facts: { tier: [gold, silver], sum: { upTo: [50], currency: EUR } }
    ${head}
    classes: { held: { fields: [a], full: { write: verified, read: verified${asked} } } }
    actions: { call: { write: recognized } }
    routes: [{ id: first, when: { ${when || 'trust: strong'} }, queue: front }, { id: rest, queue: back }]
  `)
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  return explain(policy.value, { engagement, at: AT }, 'without_flips')
}

/** What each part is asked for here, which the person above does not meet, and a word that has to be said of it. */
const SHORT = {
  maxAge: ['maxAge: 10m', '10m'],
  purpose: ['purpose: true', 'for this'],
  linked: ['linked: true', 'payee'],
  methods: ['methods: [session]', 'session'],
  categories: ['categories: 2', '2'],
  forbidPhishableOnly: ['forbid_phishable_only: true', 'phished'],
  channels: ['channels: [sms]', 'sms'],
  roles: ['roles: [adviser]', 'adviser'],
  when: ['when: { context: { tier: gold, sum: { upTo: 50 } } }', 'tier is gold'],
  from: ["from: '2027-01-01T00:00:00Z'", '2027'],
  until: ["until: '2026-01-01T00:00:00Z'", '2026-01-01'],
} satisfies Readonly<Record<keyof typeof requirementParts, readonly [string, string]>>

test.each(PART_NAMES)('what holds a class back is said in plain words: %s', (name) => {
  const [asked, word] = SHORT[name]
  const [topic] = explained('roles: [adviser]', `, ${asked}`, '').topics
  const [rule] = topic?.considered ?? []
  expect(topic?.answer).toBe('none')
  expect(rule?.short).toContain(requirementParts[name].shortfall)
  expect(rule?.asks.join()).toContain(word)
})

test('so are both levels, and what is met is not said', () => {
  const nobody: Engagement = { conversation: 'CH01', contact: known.contact }
  const asksOf = (engagement: Engagement) =>
    explained('', '', '', engagement).topics[0]?.considered[0]?.asks
  expect(asksOf(nobody)).toEqual([
    'who asks is at least verified',
    'who reads is at least verified',
  ])
  expect(asksOf(known)).toEqual([])
})

/** A condition of each atom that the person above does not meet. */
const FAILING = {
  trust: 'trust: strong',
  trustBelow: 'trust_below: claimed',
  read: 'read: strong',
  readBelow: 'read_below: claimed',
  risk: 'risk: sim_swap',
  channel: 'channel: sms',
  to: "to: '+447700900*'",
  intent: 'intent: call',
  role: 'role: adviser',
  resolution: 'resolution: conflict',
  acting: 'acting: guardian',
  context: 'context: { tier: gold }',
  from: "from: '2027-01-01T00:00:00Z'",
  until: "until: '2026-01-01T00:00:00Z'",
  discloses: 'discloses: { held: masked }',
  any: 'any: [{ channel: sms }]',
  all: 'all: [{ channel: sms }, { intent: call }]',
} satisfies Readonly<Record<keyof typeof conditionAtoms, string>>

test.each(ATOM_NAMES)('why a route was passed over is said: %s', (name) => {
  const asked = name === 'discloses' ? ', methods: [session]' : ''
  const { routes } = explained('roles: [adviser]', asked, FAILING[name])
  expect(routes[0]).toMatchObject({ route: 'first', taken: false })
  expect(routes[0]?.failing).toContain(conditionAtoms[name].word)
})

test('what lowers trust comes with what to do about it, also a signal that only its sender knows', () => {
  const signal = { kind: 'risk_signal', at: '2026-11-22T09:59:00Z', address: NUMBER }
  const { held } = explained('', '', '', {
    ...known,
    evidence: [
      directory,
      { ...signal, signal: 'otp_failures', count: 3 },
      { ...signal, signal: 'odd_hour', max: 1 },
    ],
  })
  expect(held.map((cap) => cap.code)).toEqual(
    expect.arrayContaining(['otp_failures', 'own_signal']),
  )
  for (const { remedy } of held) expect(remedy).toMatch(/\.$/)
})

test('every counter is said, as the policy has it or as it is without a word', () => {
  const words = Object.values(counterSettings).map(({ word }) => word)
  const { counters } = explained('counters: { wrong_codes: 3 }', '', '')
  expect(Object.keys(counters)).toEqual(words)
  expect(counters).toMatchObject({
    wrong_codes: '3',
    codes_sent: '5',
    forget: '1d',
    otp_failures_to_claimed: '5',
    velocity_within: 'for ever',
  })
})

describe('a broken glass', () => {
  const GLASS = `roles: [desk, lead]
    break_glass: { roles: [desk], reasons: [court_order], second: [lead], for: 30m, notice: [privacy], classes: [held] }`
  const breakGlass = {
    reason: 'court_order',
    requestedBy: 'WK01',
    approvedBy: { worker: 'WK02', roles: ['lead'] },
    at: '2026-11-22T09:50:00Z',
  }
  const agent = { worker: 'WK01', roles: ['desk'] }
  const glassOf = (engagement: Partial<Engagement>) => {
    const policy = compilePolicy(`
    policy: glass
    version: 1
    ${GLASS}
    classes: { held: { fields: [a], full: { write: strong, read: verified } } }
    routes: [{ id: rest, queue: back }]
  `)
    if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
    return explain(policy.value, { engagement: { ...known, ...engagement }, at: AT }).breakGlass
  }

  test('is not spoken of where a policy knows none', () => {
    expect(explained('', '', '').breakGlass).toBeUndefined()
  })

  test('that nobody asked for says all that it takes', () => {
    const glass = glassOf({})
    expect(glass).toMatchObject({ asked: false, open: false })
    expect(Object.keys(glass?.takes ?? {})).toEqual(
      Object.values(breakGlassSettings).map(({ word }) => word),
    )
  })

  test('that is open says who, why, with whom, until when, and who is told', () => {
    expect(glassOf({ agent, breakGlass })).toMatchObject({
      open: true,
      opened: {
        reason: 'court_order',
        requestedBy: 'WK01',
        approvedBy: 'WK02',
        until: '2026-11-22T10:20:00.000Z',
      },
      told: ['privacy'],
      refused: [],
    })
  })

  // Each change is the least after which it is open.
  test.each([
    [{ reason: 'curious' }, agent, 'break_glass_reason_unknown', 'for the reason court_order'],
    [
      {},
      { worker: 'WK01', roles: [] },
      'break_glass_role_not_allowed',
      'by an agent of the role desk',
    ],
    [
      { requestedBy: 'WK07' },
      agent,
      'break_glass_for_another',
      'asked for by the agent who sees it',
    ],
    [
      { approvedBy: { worker: 'WK01', roles: ['lead'] } },
      agent,
      'second_person_missing',
      'approved by another person of the role lead',
    ],
    [
      { approvedBy: { worker: 'WK02', roles: [] } },
      agent,
      'break_glass_not_approved',
      'approved by another person of the role lead',
    ],
    [{ at: '2026-11-22T11:00:00Z' }, agent, 'break_glass_not_yet', 'approved now'],
    [{ at: '2026-11-22T08:00:00Z' }, agent, 'break_glass_expired', 'approved now'],
    [{ at: 'soon' }, agent, 'malformed_time', 'approved now'],
    [
      { reason: 'curious', requestedBy: 'WK07' },
      agent,
      'break_glass_reason_unknown',
      'for the reason court_order; asked for by the agent who sees it',
    ],
  ])('with %j is not open, and says what would open it', (part, who, refused, flip) => {
    const glass = glassOf({ agent: who, breakGlass: { ...breakGlass, ...part } })
    expect(glass).toMatchObject({ asked: true, open: false, refused: [refused], flip })
  })
})

describe('what is still missing of a rule', () => {
  const asksOf = (requires: string, purpose?: string, packs = '') => {
    const policy = compilePolicy(`
      policy: missing
      version: 1
      packs: [${packs}]
      classes: { held: { kind: special, fields: [a], full: ${requires} } }
      actions: { pay: { write: strong, kind: payout }, book: { write: verified } }
      routes: [{ id: rest, queue: back }]
    `)
    if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
    const proof = { ...code, at: '2026-11-22T09:59:00Z', ...(purpose !== undefined && { purpose }) }
    const intent = { classes: ['held'], actions: ['book', 'pay'] }
    const engagement = { ...known, evidence: [directory, proof], intent }
    const { topics } = explain(policy.value, { engagement, at: AT }, 'without_flips')
    const [held, book, pay] = topics.map(({ considered }) => considered[0]?.asks)
    return { held, pay, book }
  }
  const FOR_THIS = 'proof for this, not for something else'

  test('says of a proof that was given for something else that it was', () => {
    const level = '{ write: verified, read: recognized }'
    const bound = '{ write: verified, read: recognized, purpose: true }'
    expect(asksOf(level).held).toEqual([])
    expect(asksOf(level, 'book')).toMatchObject({ held: [FOR_THIS], book: [] })
    expect(asksOf(bound, 'book').held).toEqual([FOR_THIS])
    // One for nothing in particular is none for this; one that is worth too little is told so besides.
    expect(asksOf(bound).held).toEqual(['proof given for this'])
    expect(asksOf(level, 'book').pay).toEqual(['who asks is at least strong'])
  })

  test('is said once, and the most of what several ask', () => {
    const stranger = (requires: string, packs: string) => {
      const asks = asksOf(requires, 'book', packs)
      return [asks.held, asks.pay]
    }
    expect(stranger('{ write: strong, read: strong }', 'gdpr, psd2')).toEqual([
      ['who asks is at least strong', 'who reads is at least strong'],
      [
        'who asks is at least strong',
        'proof shows amount and payee (psd2.payment)',
        '2 different kinds of proof (psd2.payment)',
      ],
    ])
    expect(stranger('verified', 'gdpr')[0]).toEqual([FOR_THIS])
  })
})
