import { expect, test } from 'vitest'
import type { Contact, Evidence } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { DEFAULT_TRUST } from './defaultTrust.js'

const NUMBER = '+14155550100'
const AT = Date.parse('2026-11-22T10:00:10Z')

const ON_FILE = {
  customer: 'C-1',
  basis: 'verified',
  since: '2024-03-01',
  confirmed: '2026-11-01',
}

const directory = (tie?: object): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: NUMBER },
  matches: [
    ON_FILE,
    ...(tie === undefined ? [] : [{ ...ON_FILE, acts_for: 'C-2', as: 'guardian', ...tie }]),
  ],
})

const lookup = (more: object): Evidence => ({
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  query: { address: NUMBER },
  ...more,
})

const many = (count: number, make: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [make(at), {}]))

const SUBJECT = { subject_type: 'iss-sub', iss: 'https://login.example.com', sub: 'u-1' }
const event = (events: object): Evidence => ({
  kind: 'security_event',
  at: '2026-11-22T09:59:30Z',
  result: { iss: 'https://login.example.com', sub_id: SUBJECT, events },
})

const login: Evidence = {
  kind: 'session',
  issuer: 'https://login.example.com',
  subject: 'u-1',
  customer: 'C-1',
  amr: ['pwd'],
  auth_time: '2026-11-22T09:59:30Z',
  expires: '2026-11-22T11:00:00Z',
  conversation: 'CH01',
  at: 'yesterday',
}

const read = (more: object, contact: Contact = { channel: 'sms', address: NUMBER }) => {
  const engagement = { conversation: 'CH01', contact, readers: [], ...more }
  const { trust, reasons, acting } = assess(engagement, AT, DEFAULT_TRUST)
  const { write } = trust
  return { write, acting, codes: reasons.map(({ code, at }) => `${code} ${at}`) }
}

const SCHEME = 'https://schemas.openid.net/secevent/caep/event-type/'

test.each<[string, object, string, number, Contact?]>([
  ['on behalf of nobody who can be named', { subject: 7 }, 'malformed /subject', 1],
  [
    'more claims than any form has',
    { claims: many(1_025, (at) => `field_${at}`) },
    'too_many /claims',
    1,
  ],
  [
    'a check of the number that failed',
    { evidence: [directory(), lookup({ error: 'late' })] },
    'lookup_failed /evidence/1/error',
    2,
  ],
  [
    'a login that is shown nobody knows when',
    { evidence: [login] },
    'malformed_time /evidence/0/at',
    1,
  ],
  [
    'more events than any token has',
    { evidence: [directory(), event(many(33, (at) => `${SCHEME}session-established-${at}`))] },
    'too_many /evidence/1/result/events',
    1,
  ],
  [
    'an address longer than any',
    {},
    'too_long /contact/address',
    0,
    { channel: 'email', address: `${'a'.repeat(400)}@example.com` },
  ],
  [
    'a group written longer than any',
    {},
    'too_long /contact/address',
    0,
    { channel: 'group_mms', address: `${NUMBER},`.repeat(60) },
  ],
  [
    'a group of more than ten',
    {},
    'too_many /contact/address',
    0,
    {
      channel: 'group_mms',
      address: Array.from({ length: 11 }, (_, at) => `+141555501${10 + at}`).join(),
    },
  ],
])('%s: it is named, and worth nothing', (_, more, code, most, contact) => {
  const { codes, write } = read(more, contact)
  expect(codes).toContain(code)
  expect(write).toBeLessThanOrEqual(most)
})

test.each([
  ['is told by who looked later', { at: '2026-11-22T10:05:00Z' }, {}, 'not_yet'],
  ['is over', {}, { until: '2026-11-21' }, 'representation_expired'],
])('a representation that %s is none, and says so', (_, item, tie, code) => {
  const { acting, codes } = read({
    subject: 'C-2',
    evidence: [directory(), { ...directory(tie), ...item }],
  })
  expect(acting).toEqual({ as: [], subject: null })
  expect(codes.map((one) => one.split(' ')[0])).toContain(code)
})

const REFUSED: readonly (readonly [string, Evidence, readonly string[], number])[] = [
  [
    'an agent’s word that cannot be read may have been a warning',
    { kind: 'agent_attestation', conversation: 'CH01', agent: 'WK01', result: 'none' },
    ['risk_unreadable'],
    1,
  ],
  [
    'that a directory did not answer is no risk',
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: NUMBER },
      error: 'directory_late',
    },
    [],
    2,
  ],
  ['what a directory would tie is left out', directory(), [], 1],
]

test.each(REFUSED)('of a kind that the policy refuses, %s', (_, item, risks, most) => {
  const refuses = [{ kind: item.kind, rule: 'policy.refuses' }]
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: NUMBER },
    readers: [],
    evidence: [item],
  }
  const found = assess(engagement, AT, { ...DEFAULT_TRUST, refuses })
  const unread = ['risk_unreadable', 'directory_unknown']
  expect(found.risks.filter((risk) => unread.includes(risk))).toEqual(risks)
  expect(found.trust.write).toBeLessThanOrEqual(most)
  expect(found.reasons.map(({ code }) => code)).toContain('refused')
})

// Of copies that were made at the same instant the one for the narrower purpose counts, whichever comes first.
test('an approval that is shown for two purposes counts for one, in whatever order it comes', () => {
  const approval = (purpose: string): Evidence => ({
    kind: 'factor_challenge',
    at: '2026-11-22T10:00:00Z',
    conversation: 'CH01',
    customer: 'C-1',
    purpose,
    result: {
      sid: 'YC1',
      service_sid: 'VA1',
      identity: 'u-1',
      factor_sid: 'YF1',
      factor_type: 'push',
      status: 'approved',
    },
  })
  const provedFor = (...purposes: readonly string[]) =>
    assess(
      {
        conversation: 'CH01',
        contact: { channel: 'web_chat', address: 'guest-1' },
        readers: [],
        intent: { actions: ['close', 'pay'] },
        evidence: purposes.map(approval),
      },
      AT,
      DEFAULT_TRUST,
    ).supports.flatMap(({ method, purpose }) => (method === 'factor_challenge' ? [purpose] : []))
  expect(provedFor('close', 'pay')).toEqual(['close'])
  expect(provedFor('pay', 'close')).toEqual(['close'])
})
