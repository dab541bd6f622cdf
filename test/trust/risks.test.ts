import { describe, expect, test } from 'vitest'
import type { Assessment, Contact, Engagement, Evidence } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { NOW } from './evidenceWorld.js'
import { GARBAGE, placesIn, put, type ValuePath } from './garbage.js'

const PHONE = '+14155550100'
const MAIL = 'ada@example.com'
const ISSUER = 'https://login.example.com'
const CAEP = 'https://schemas.openid.net/secevent/caep/event-type'
const RISC = 'https://schemas.openid.net/secevent/risc/event-type'

const onFile = (query: object): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query,
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' }],
})
const CODE: Evidence = {
  kind: 'verify_check',
  at: '2026-11-22T09:58:00Z',
  conversation: 'CH01',
  result: { sid: 'VE01', to: PHONE, channel: 'sms', status: 'approved', valid: true },
}
const LOGIN: Evidence = {
  kind: 'session',
  conversation: 'CH01',
  issuer: ISSUER,
  subject: 'u-77',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:55:00Z',
  expires: '2026-11-22T10:55:00Z',
}

/** People who are verified, each in another way. */
const VERIFIED: readonly Engagement[] = [
  {
    conversation: 'CH01',
    message: 'IM07',
    contact: { channel: 'sms', address: PHONE },
    evidence: [onFile({ phone: PHONE }), CODE],
  },
  {
    conversation: 'CH01',
    message: 'IM07',
    contact: { channel: 'web_chat_authenticated', address: 'u-77' },
    evidence: [LOGIN],
  },
  {
    conversation: 'CH01',
    message: 'IM07',
    contact: { channel: 'email', address: MAIL },
    evidence: [onFile({ email: MAIL }), onFile({ phone: PHONE }), CODE, LOGIN],
  },
]

const event = (uri: string, detail: object, subject: object): Evidence => ({
  kind: 'security_event',
  at: '2026-11-22T09:59:00Z',
  result: { iss: ISSUER, iat: 1_795_341_540, sub_id: subject, events: { [uri]: detail } },
})
const looked = (result: object): Evidence => ({
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  query: { phone: PHONE },
  result: { phone_number: PHONE, ...result },
})
const SIGNAL = { kind: 'risk_signal', at: '2026-11-22T09:59:00Z', conversation: 'CH01' }
const ATTESTED = { kind: 'agent_attestation', at: '2026-11-22T09:59:00Z', conversation: 'CH01' }
const U77 = { format: 'iss_sub', iss: ISSUER, sub: 'u-77' }

/** Risks of every kind, about everything that they can be about. */
const BAD_NEWS: readonly Evidence[] = [
  { ...SIGNAL, signal: 'fraud' },
  { ...SIGNAL, signal: 'fraud', customer: 'C-1' },
  { ...SIGNAL, signal: 'account_takeover', address: PHONE },
  { ...SIGNAL, signal: 'chargeback', customer: 'C-1', max: 'claimed' },
  { ...SIGNAL, signal: 'otp_failures', count: 6 },
  { ...SIGNAL, signal: 'disposable_email', address: MAIL, expires: '2026-12-22T10:00:00Z' },
  event(`${RISC}/account-disabled`, { reason: 'hijacking' }, U77),
  event(`${RISC}/credential-compromise`, {}, { format: 'email', email: MAIL }),
  event(`${RISC}/account-disabled`, {}, { format: 'opaque', id: 'C-1' }),
  event(`${RISC}/account-disabled`, {}, { format: 'aliases', identifiers: [U77] }),
  event(
    `${CAEP}/session-revoked`,
    { event_timestamp: 1_795_341_540 },
    { format: 'complex', user: U77 },
  ),
  event(`${CAEP}/session-revoked`, {}, { format: 'complex', session: U77 }),
  event(`${CAEP}/risk-level-change`, { current_level: 'HIGH' }, U77),
  looked({ reassigned_number: { is_number_reassigned: 'yes', error_code: null } }),
  looked({
    sim_swap: {
      last_sim_swap: {
        last_sim_swap_date: '2026-11-20T10:00:00Z',
        swapped_period: 'PT72H',
        swapped_in_period: true,
      },
      error_code: null,
    },
  }),
  looked({ line_type_intelligence: { type: 'nonFixedVoip', error_code: null } }),
  looked({ line_status: { status: 'inactive', error_code: null } }),
  looked({ call_forwarding: { call_forwarding_enabled: true, error_code: null } }),
  { ...ATTESTED, agent: 'WK01', flags: ['coaching'] },
  { ...ATTESTED, agent: 'WK01', lower: 'claimed' },
  { ...ATTESTED, result: { agent: 'WK01', flags: ['duress'] } },
  {
    kind: 'email_authentication',
    at: '2026-11-22T09:59:00Z',
    conversation: 'CH01',
    message: 'IM07',
    result: { from: MAIL, dmarc: 'fail' },
  },
]

const MAIL_ON_FILE = onFile({ email: MAIL })
const BY_MAIL: Contact = { channel: 'email', address: MAIL }
const BY_TEXT: Contact = { channel: 'sms', address: PHONE }

test('every risk caps somebody, or what they may be shown', () => {
  const ranks = ({ trust }: Assessment): number => trust.write + trust.read
  const named = { conversation: 'CH01', message: 'IM07', contact: BY_MAIL }
  const persons = [...VERIFIED, { ...named, evidence: [MAIL_ON_FILE] }]
  for (const [index, item] of BAD_NEWS.entries()) {
    const held = persons.filter(
      (person) => ranks(trustWith(person, item)) < ranks(assess(person, NOW, DEFAULT_TRUST)),
    )
    expect(held.length, String(index)).toBeGreaterThan(0)
  }
})

// Another name names somebody else, another count counts otherwise: neither is garbage.
const NAMES = new Set<unknown>(['customer', 'conversation', 'message', 'iss', 'sub', 'id'])
const isEdit = (path: ValuePath, garbage: unknown): boolean => {
  const field = path.at(-1)
  if (field === 'kind') return typeof garbage === 'string'
  if (NAMES.has(field)) return typeof garbage === 'string' && garbage.trim() !== ''
  if (garbage === false) return field === 'swapped_in_period' || field === 'call_forwarding_enabled'
  return garbage === 0 && field === 'count'
}
// Nothing in these places says nothing, and so does a list of no flags: the news is taken away, not garbled.
const MAY_BE_ABSENT = new Set<unknown>([
  ...['flags', 'lower', 'max', 'customer', 'address', 'result', 'dmarc', 'type', 'status'],
  ...['is_number_reassigned', 'call_forwarding_enabled', 'last_sim_swap', 'swapped_in_period'],
  ...['sim_swap', 'reassigned_number', 'line_type_intelligence', 'line_status', 'call_forwarding'],
  ...['last_sim_swap_date'],
])
const MAY_BE_EMPTY = new Set(['agent_attestation', 'email_authentication'])
const takesAway = (kind: string, path: ValuePath, garbage: unknown): boolean =>
  (MAY_BE_ABSENT.has(path.at(-1)) && (garbage === undefined || garbage === null)) ||
  (path.at(-1) === 'flags' && Array.isArray(garbage) && garbage.length === 0) ||
  // An object of none of a package's fields says nothing either.
  (isPackage(path) && typeof garbage === 'object') ||
  (path.at(-1) === 'result' && typeof garbage === 'object' && MAY_BE_EMPTY.has(kind))

// So does a result of an attestation or of a mail server.
const PACKAGES = /^(?:sim_swap|last_sim_swap|reassigned_number|line_\w+|call_forwarding)$/
const isPackage = (path: ValuePath): boolean => PACKAGES.test(String(path.at(-1)))

const asItem = (value: unknown): Evidence => (isEvidence(value) ? value : { kind: 'none' })
const isEvidence = (value: unknown): value is Evidence =>
  typeof value === 'object' && value !== null

const trustWith = (engagement: Engagement, item: Evidence) =>
  assess({ ...engagement, evidence: [...(engagement.evidence ?? []), item] }, NOW, DEFAULT_TRUST)

/** Tells whether trust is above what a risk left of it, or above `claimed`. */
const isRaised = (trust: Assessment['trust'], intact: Assessment['trust']): boolean =>
  trust.write > Math.max(1, intact.write) || trust.read > Math.max(1, intact.read)

test('people are verified as long as there is no risk', () => {
  for (const engagement of VERIFIED)
    expect(assess(engagement, NOW, DEFAULT_TRUST).trust.write).toBeGreaterThanOrEqual(3)
})

test('no part of a risk, garbled in any way, raises above claimed what the risk capped', () => {
  let count = 0
  let held = 0
  const raised: string[] = []
  for (const [at, item] of BAD_NEWS.entries()) {
    for (const engagement of VERIFIED) {
      const intact = trustWith(engagement, item).trust
      for (const path of placesIn(item)) {
        for (const [index, garbage] of GARBAGE.entries()) {
          if (isEdit(path, garbage) || takesAway(item.kind, path, garbage)) continue
          const { trust, risks } = trustWith(engagement, asItem(put(item, path, garbage)))
          if (isRaised(trust, intact))
            raised.push(`${at} ${engagement.contact.channel} /${path.join('/')} ${index}`)
          if (risks.includes('risk_unreadable')) held++
          count++
        }
      }
    }
  }
  expect(raised).toEqual([])
  expect(count).toBeGreaterThan(10_000)
  expect(held).toBeGreaterThan(2_000)
})

/** Ways in which one word, name or address is written and means the same. */
const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => ` ${text}\n`,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll('_', ' '),
  (text) => text.replaceAll('_', '-'),
  (text) => text.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase()),
  (text) =>
    text.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
]
// The name of an account at its issuer, in which case counts (OpenID Connect Core §2), and of an event (RFC 8417 §2.2).
const EXACT = new Set<unknown>(['sub'])

test('a risk in another spelling caps as far, or to claimed', () => {
  let count = 0
  const raised: string[] = []
  for (const [at, item] of BAD_NEWS.entries()) {
    for (const engagement of VERIFIED) {
      const intact = trustWith(engagement, item).trust
      for (const path of placesIn(item)) {
        const text: unknown = path.reduce<unknown>((value, step) => Object(value)[step], item)
        if (typeof text !== 'string' || EXACT.has(path.at(-1))) continue
        for (const [index, spell] of SPELLINGS.entries()) {
          const { trust } = trustWith(engagement, asItem(put(item, path, spell(text))))
          if (isRaised(trust, intact))
            raised.push(`${at} ${engagement.contact.channel} /${path.join('/')} ${index}`)
          count++
        }
      }
    }
  }
  expect(raised).toEqual([])
  expect(count).toBeGreaterThan(2_000)
})

test('a policy that refuses a kind of evidence refuses what raises, and no risk', () => {
  for (const item of BAD_NEWS) {
    const settings = { ...DEFAULT_TRUST, refuses: [{ kind: item.kind, rule: 'policy.refuses' }] }
    for (const engagement of VERIFIED) {
      const evidence = [...(engagement.evidence ?? []), item]
      const { trust } = assess({ ...engagement, evidence }, NOW, settings)
      const intact = trustWith(engagement, item).trust
      expect(trust.write).toBeLessThanOrEqual(intact.write)
      expect(trust.read).toBeLessThanOrEqual(intact.read)
    }
  }
})

test('what a source says beside an error is bad where it is bad, and never clean', () => {
  for (const item of BAD_NEWS.filter(({ kind }) => kind === 'lookup')) {
    for (const engagement of VERIFIED) {
      const intact = trustWith(engagement, item).trust
      for (const error of ['deadline_exceeded', '', false, 0]) {
        expect(trustWith(engagement, { ...item, error }).trust.write).toBeLessThanOrEqual(
          intact.write,
        )
      }
      const places = placesIn(item).filter((path) => path.at(-1) === 'error_code')
      for (const path of places) {
        for (const code of [0, 60_600]) {
          const { trust } = trustWith(engagement, asItem(put(item, path, code)))
          expect(trust.write).toBeLessThanOrEqual(intact.write)
        }
      }
    }
  }
})

const LINK = {
  kind: 'account_link',
  at: '2026-09-01T10:00:00Z',
  conversation: 'CH00',
  address: 'messenger:1234567890',
  issuer: ISSUER,
  subject: 'u-77',
  customer: 'C-1',
}
/** Somebody whose address was linked to their account long before. */
const LINKED: Engagement = {
  conversation: 'CH01',
  contact: { channel: 'messenger', address: 'messenger:1234567890' },
  evidence: [{ ...LINK, status: 'linked' }],
}

describe('what may be a risk and cannot be read', () => {
  test.each<readonly [string, Evidence]>([
    ['a fraud signal whose level nobody knows', { ...SIGNAL, signal: 'fraud', max: 'gold' }],
    ['a fraud signal about a customer by number', { ...SIGNAL, signal: 'fraud', customer: 1 }],
    [
      'a fraud signal about a number without its plus',
      { ...SIGNAL, signal: 'fraud', address: '14155550100' },
    ],
    ['a fraud signal in capitals', { ...SIGNAL, signal: 'FRAUD' }],
    ['a signal that says nothing of itself', { ...SIGNAL, signal: 'new_device' }],
    [
      'a security event beside one nobody knows',
      {
        kind: 'security_event',
        result: {
          sub_id: U77,
          events: { [`${RISC}/account-disabled`]: {}, 'https://example.com/event': {} },
        },
      },
    ],
    [
      'a security event by aliases',
      event(
        `${RISC}/account-disabled`,
        {},
        { format: 'aliases', identifiers: [{ format: 'email', email: MAIL }, U77] },
      ),
    ],
    [
      'a security event by an opaque id nobody knows',
      event(`${RISC}/account-disabled`, {}, { format: 'opaque', id: 'x' }),
    ],
    [
      'a security event by the subject at the issuer alone',
      event(`${RISC}/account-disabled`, {}, { format: 'opaque', id: 'u-77' }),
    ],
    [
      'a security event about a session alone',
      event(
        `${CAEP}/session-revoked`,
        {},
        { format: 'complex', session: { format: 'opaque', id: 's-1' } },
      ),
    ],
    [
      'a security event about an address nobody knows',
      event(`${RISC}/account-disabled`, {}, { format: 'email', email: 'a.l@example.com' }),
    ],
    [
      'agent flags beside a result that cannot be read',
      { ...ATTESTED, flags: ['coaching'], result: 'x' },
    ],
    [
      'agent flags beside a result',
      { ...ATTESTED, flags: ['coaching'], result: { agent: 'WK01' } },
    ],
    ['an attestation that says nothing that can be read', { ...ATTESTED, Flags: ['coaching'] }],
    [
      'agent flags for this conversation in capitals',
      { ...ATTESTED, conversation: ' ch01 ', flags: ['coaching'] },
    ],
    [
      'a fraud signal about the customer in small letters',
      { ...SIGNAL, signal: 'fraud', customer: ' c-1' },
    ],
    [
      'a takeover in one word, with a level beside it',
      { ...SIGNAL, signal: 'accountTakeover', max: 3 },
    ],
    [
      'an unlinking of no address',
      { kind: 'account_link', conversation: 'CH00', status: 'UNLINKED' },
    ],
  ])('%s holds the conversation at claimed, by name', (_what, item) => {
    for (const engagement of VERIFIED.slice(1)) {
      const { trust, reasons } = trustWith(engagement, item)
      expect(trust.write).toBeLessThanOrEqual(1)
      const place = `/evidence/${engagement.evidence?.length ?? 0}`
      expect(reasons.some(({ at }) => at === place)).toBe(true)
    }
  })

  test.each([true, 'Yes', 'YES', ' yes ', 'perhaps', 7])('a number reassigned: %j', (answer) => {
    const [texter] = VERIFIED
    if (texter === undefined) throw new TypeError('nobody texts')
    const item = looked({ reassigned_number: { is_number_reassigned: answer } })
    expect(trustWith(texter, item).trust.write).toBeLessThanOrEqual(1)
  })

  test.each([
    ['without a time', { at: undefined }],
    ['at no time', { at: 'soon' }],
    ['in capitals', { status: 'UNLINKED' }],
  ])('an address unlinked %s is unlinked', (_how, part) => {
    expect(assess(LINKED, NOW, DEFAULT_TRUST).trust.write).toBe(2)
    const unlinked = { ...LINK, status: 'unlinked', ...part }
    expect(trustWith(LINKED, unlinked).trust.write).toBeLessThanOrEqual(1)
  })

  test.each([`${ISSUER}/`, 'https://LOGIN.example.com', 'HTTPS://login.example.com//'])(
    'a security event of the issuer spelt %s is about the same account',
    (iss) => {
      for (const engagement of VERIFIED.slice(1, 2)) {
        const item = event(`${RISC}/account-disabled`, {}, { ...U77, iss })
        expect(trustWith(engagement, item).trust.write).toBe(0)
      }
    },
  )

  test.each<readonly [string, Evidence]>([
    [
      'a fraud signal about a stranger and this number',
      { ...SIGNAL, signal: 'fraud', customer: 'C-9', address: PHONE },
    ],
    [
      'a fraud signal about the number behind a word of its sender',
      { ...SIGNAL, signal: 'fraud', address: `phone:${PHONE}` },
    ],
    [
      'a number reassigned, beside an error',
      looked({ reassigned_number: { is_number_reassigned: 'yes', error_code: 60_600 } }),
    ],
  ])('%s holds the number down', (_what, item) => {
    const [texter] = VERIFIED
    if (texter === undefined) throw new TypeError('nobody texts')
    expect(trustWith(texter, item).trust.write).toBe(0)
  })

  test.each<readonly [string, object, object]>([
    ['by the issuer without its scheme', { ...U77, iss: 'login.example.com' }, {}],
    ['by the issuer with its port', { ...U77, iss: 'https://login.example.com:443/' }, {}],
    ['by the issuer with blanks', { ...U77, iss: ` ${ISSUER} ` }, {}],
    [
      'beside a list of aliases of somebody else',
      { ...U77, identifiers: [{ ...U77, sub: 'u-1' }] },
      {},
    ],
    ['in the older place, beside another', { ...U77, sub: 'u-1' }, { subject: U77 }],
    ['beside an address of somebody else', { ...U77, email: 'eve@example.com' }, {}],
  ])('an account that is disabled, named %s, proves nothing more', (_how, subject, detail) => {
    const [, portal] = VERIFIED
    if (portal === undefined) throw new TypeError('nobody has logged in')
    expect(trustWith(portal, event(`${RISC}/account-disabled`, detail, subject)).trust.write).toBe(
      0,
    )
  })

  test('an unlinking that is dated after now still counts', () => {
    const unlinked = { ...LINK, status: 'unlinked', at: '2026-11-22T10:01:00Z' }
    expect(trustWith(LINKED, unlinked).trust.write).toBeLessThanOrEqual(1)
  })

  test('a security event that names the customer by an address on file is about the customer', () => {
    const [, portal] = VERIFIED
    if (portal === undefined) throw new TypeError('nobody has logged in')
    const item = event(`${RISC}/account-disabled`, {}, { format: 'email', email: MAIL })
    const evidence = [...(portal.evidence ?? []), onFile({ email: MAIL })]
    const { trust } = trustWith({ ...portal, evidence }, item)
    expect(trust.write).toBeLessThanOrEqual(1)
    expect(trust.caps.map(({ code, on }) => `${on} ${code}`)).not.toContain(
      'conversation subject_unknown',
    )
  })

  test.each<readonly [string, Contact, readonly Evidence[], readonly string[]]>([
    ['writes from it', BY_MAIL, [], ['account_disabled']],
    ['writes from it, and it is on file', BY_MAIL, [MAIL_ON_FILE], ['account_disabled']],
    ['has it on file', BY_TEXT, [MAIL_ON_FILE], []],
    ['is not known by it', BY_TEXT, [], ['subject_unknown']],
  ])('one about an address caps whoever %s', (_, contact, known, codes) => {
    const evidence = [onFile({ phone: PHONE }), CODE, LOGIN, ...known]
    const person = { conversation: 'CH01', message: 'IM07', contact, evidence }
    const item = event(`${RISC}/account-disabled`, {}, { format: 'email', email: MAIL })
    expect(assess(person, NOW, DEFAULT_TRUST).trust.write).toBeGreaterThanOrEqual(3)
    const { trust } = trustWith(person, item)
    // The person who writes is capped with the conversation, a record on file by itself.
    const held = trust.caps.filter(({ on }) => on === 'conversation').map(({ code }) => code)
    expect([trust.write, held]).toEqual([1, codes])
  })
})
