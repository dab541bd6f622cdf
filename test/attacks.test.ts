import { describe, expect, test } from 'vitest'
import { evaluate } from '../src/evaluate.js'
import type { Decision, Engagement, Evidence } from '../src/model/index.js'
import { compilePolicy } from '../src/policy/index.js'

/**
 * Attacks on a contact centre, each as the attacker would really produce it, on the policy of a small bank. Named after
 * the list in the identity facts (T1 to T30), then what other products were caught by, then more of the same kinds.
 */
const POLICY = `
policy: harbour-bank
version: 1
classes:
  contact:
    fields: [name, email]
    confirm: { write: recognized, read: recognized }
    full: { write: verified, read: verified, maxAge: 24h }
  account:
    fields: [orders.*]
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified, maxAge: 1h }
  financial:
    fields: [cards.*.last4]
    masked: { write: verified, read: verified, maxAge: 15m }
    full: { write: strong, read: verified, maxAge: 15m }
  history:
    fields: [messages.*]
    full: { write: verified, read: verified, maxAge: 24h }
actions:
  change_address: { write: strong, maxAge: 5m, purpose: true, forbid_phishable_only: true, notify: old_address }
  payout: { write: strong, maxAge: 5m, forbid_phishable_only: true, categories: 2 }
  close: { write: verified, maxAge: 15m, purpose: true }
stepUp: [login, verify_sms, passkey]
routes:
  - { id: fraud, when: { risk: [sim_swap, reassigned, conflict, agent_flag] }, queue: fraud, priority: 10 }
  - { id: verified, when: { trust: verified }, queue: care, priority: 5 }
  - { id: general, queue: front }
`
const compiled = compilePolicy(POLICY)
if (!compiled.ok) throw new TypeError('the policy of the attacks does not compile')
const policy = compiled.value

const NOW = '2026-11-22T10:00:00Z'
const PHONE = '+14155550100'
const OTHER_PHONE = '+14155550101'
const MAIL = 'ada@example.com'
const ISSUER = 'https://login.example.com'

const SMS = { channel: 'sms', address: PHONE }
const WHATSAPP = { channel: 'whatsapp', address: `whatsapp:${PHONE}` }
const GUEST = { channel: 'web_chat', address: 'FX01' }
const LOGGED_IN = { channel: 'web_chat_authenticated', address: 'u-77' }

const ASKS = {
  classes: ['contact', 'account', 'financial', 'history'],
  actions: ['change_address'],
}

const engage = (part: Partial<Engagement>): Engagement => ({
  conversation: 'CH01',
  message: 'IM07',
  contact: SMS,
  intent: ASKS,
  ...part,
})

const decide = (part: Partial<Engagement>, at = NOW): Decision => evaluate(policy, engage(part), at)

const onFile = (query: object, match: object = {}): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query,
  matches: [
    { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30', ...match },
  ],
})
const PHONE_ON_FILE = onFile({ phone: PHONE })
const MAIL_ON_FILE = onFile({ email: MAIL })

const code = (part: object = {}, result: object = {}): Evidence => ({
  kind: 'verify_check',
  at: '2026-11-22T09:58:00Z',
  conversation: 'CH01',
  purpose: null,
  ...part,
  result: { sid: 'VE01', to: PHONE, channel: 'sms', status: 'approved', valid: true, ...result },
})
const login = (part: object = {}): Evidence => ({
  kind: 'session',
  conversation: 'CH01',
  issuer: ISSUER,
  subject: 'u-77',
  customer: 'C-1',
  amr: ['pwd'],
  authTime: '2026-11-22T09:55:00Z',
  expires: '2026-11-22T10:55:00Z',
  ...part,
})
const lookup = (result: object): Evidence => ({
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  result: { phone_number: PHONE, ...result },
})
const swappedAt = (date: string): Evidence =>
  lookup({
    sim_swap: {
      last_sim_swap: { last_sim_swap_date: date, swapped_period: 'PT24H', swapped_in_period: true },
      error_code: null,
    },
  })

const codesOf = ({ reasons }: Decision): readonly string[] => reasons.map(({ code: name }) => name)

/** Nothing of the customer's is disclosed, and nothing is allowed. */
function expectNothing({ disclosure, actions }: Decision): void {
  expect(Object.values(disclosure).every((rung) => rung === 'none')).toBe(true)
  expect(Object.values(actions)).not.toContain('allow')
}

describe('what a browser sends', () => {
  test('T1: a form that says it is verified says so, and no more', () => {
    const form: Engagement = JSON.parse(`{
      "conversation": "CH01", "contact": { "channel": "web_chat", "address": "FX01" },
      "claims": { "trust_level": 4, "verified": true, "customers.verified": "true", "level": "strong",
                  "__proto__": { "verified": true }, "constructor": { "prototype": { "rank": 4 } },
                  "identity": { "rank": 4, "customer": "C-1" }, "big": "${'x'.repeat(16_000)}" }
    }`)
    const decision = evaluate(policy, { ...form, intent: ASKS }, NOW)
    expect(decision.trust).toMatchObject({ write: 1, read: 0, customer: null })
    expectNothing(decision)
  })

  test('T1: evidence that a form carries is not evidence', () => {
    const claims = JSON.parse('{"evidence":[{"kind":"session","amr":["hwk"]}],"kind":"session"}')
    expect(decide({ contact: GUEST, claims }).trust.write).toBeLessThanOrEqual(1)
  })

  test('T2: a claimed e-mail that is on file resolves, and opens nothing', () => {
    const hit = decide({ contact: GUEST, claims: { email: MAIL }, evidence: [MAIL_ON_FILE] })
    expect(hit.trust).toMatchObject({
      level: 'claimed',
      read: 0,
      customer: 'C-1',
      resolution: 'unique',
    })
    expectNothing(hit)
  })

  test('T2, T22: a hit and a miss are answered alike', () => {
    const miss = { ...MAIL_ON_FILE, matches: [] }
    const [hit, none] = [MAIL_ON_FILE, miss].map((dip) =>
      decide({ contact: GUEST, claims: { email: MAIL }, evidence: [dip] }),
    )
    if (hit === undefined || none === undefined) throw new TypeError('nothing was decided')
    expect(hit.disclosure).toEqual(none.disclosure)
    expect(hit.actions).toEqual(none.actions)
    expect(hit.stepUp).toEqual(none.stepUp)
    expect(hit.route).toEqual(none.route)
    expect(hit.trust.level).toBe(none.trust.level)
  })

  test('T27: a claimed tier jumps no queue', () => {
    const plain = decide({ contact: GUEST, claims: { name: 'Ada' } })
    const vip = decide({ contact: GUEST, claims: { name: 'Ada', tier: 'platinum', priority: 99 } })
    expect(vip.route).toEqual(plain.route)
  })

  test('a claimed account name does not become the account', () => {
    const claims = { id: `account:${ISSUER}|u-77`, user: 'u-77' }
    const evidence = [onFile({ account: { issuer: ISSUER, subject: 'u-77' } })]
    expect(decide({ contact: GUEST, claims, evidence }).trust).toMatchObject({
      write: 1,
      customer: null,
    })
  })

  test('a claimed number that was swapped sends nobody to the fraud desk', () => {
    const claims = { phone: PHONE }
    const evidence = [swappedAt('2026-11-22T05:00:00Z')]
    expect(decide({ contact: GUEST, claims, evidence }).route.id).toBe('general')
  })
})

describe('codes', () => {
  test('T3: a code to an address named in the chat and bound in the chat proves nothing', () => {
    const bound = onFile(
      { email: 'eve@example.org' },
      { since: NOW, confirmed: null, origin: 'CH01' },
    )
    const sent = code({}, { to: 'eve@example.org', channel: 'email' })
    const decision = decide({
      contact: { channel: 'instagram', address: 'instagram:1784140' },
      claims: { email: 'eve@example.org' },
      evidence: [bound, sent],
    })
    expect(decision.trust).toMatchObject({ write: 1, customer: null })
    expect(codesOf(decision)).toContain('bound_in_conversation')
    expectNothing(decision)
  })

  test('T3: a code to an address that was never compared with the one on file proves nothing', () => {
    const decision = decide({
      contact: GUEST,
      claims: { email: 'eve@example.org', account: 'C-1' },
      evidence: [MAIL_ON_FILE, code({}, { to: 'eve@example.org', channel: 'email' })],
    })
    expect(decision.trust).toMatchObject({ write: 1, customer: null })
    expectNothing(decision)
  })

  test('T4: a new number, changed in this conversation, carries nothing here', () => {
    const changed = onFile(
      { phone: OTHER_PHONE },
      { since: '2026-11-22T09:50:00Z', confirmed: null, origin: 'CH01' },
    )
    const decision = decide({
      contact: GUEST,
      evidence: [PHONE_ON_FILE, changed, code({}, { to: OTHER_PHONE })],
    })
    expect(decision.trust).toMatchObject({ write: 1, customer: null })
    expectNothing(decision)
  })

  test('T4: and for 30 days afterwards it carries a claim', () => {
    const changed = onFile(
      { phone: PHONE },
      { since: '2026-11-01', confirmed: null, origin: 'CH77' },
    )
    const evidence = [changed, code()]
    const decision = decide({ evidence })
    expect(decision.trust).toMatchObject({ write: 1, read: 1 })
    expect(codesOf(decision)).toContain('quarantine')
    expectNothing(decision)
  })

  test('T4: changing an address takes more than proof that can be relayed, gathered for it', () => {
    const purposes = { purpose: 'change_address' }
    const evidence = [PHONE_ON_FILE, code(purposes), login(purposes)]
    const phishable = decide({ contact: LOGGED_IN, evidence })
    expect(phishable.trust.write).toBe(4)
    expect(phishable.actions['change_address']).toBe('step_up')
    const passkey = login({ ...purposes, amr: ['hwk', 'pin'], authTime: '2026-11-22T09:58:00Z' })
    const resistant = decide({ contact: LOGGED_IN, evidence: [passkey] })
    expect(resistant.actions['change_address']).toBe('allow')
  })

  test('T6: a relayed code in a web chat never unlocks a change or a payout alone', () => {
    const decision = decide({
      contact: GUEST,
      intent: { actions: ['change_address', 'payout'] },
      evidence: [PHONE_ON_FILE, code({ purpose: 'payout' })],
    })
    expect(decision.actions).toMatchObject({ change_address: 'step_up', payout: 'step_up' })
  })

  test.each([
    ['of another conversation', { conversation: 'CH99' }, 'other_conversation'],
    ['of no conversation', { conversation: undefined }, 'unbound'],
    ['for another purpose', { purpose: 'parcel' }, 'other_purpose'],
    ['of an earlier message', { message: 'IM03' }, 'other_message'],
    ['of another epoch', { epoch: 3 }, 'other_epoch'],
    ['from ten minutes ago', { at: '2026-11-22T09:50:00Z' }, 'expired'],
    ['from tomorrow', { at: '2026-11-23T09:58:00Z' }, 'not_yet'],
    ['from a clock without a zone', { at: '2026-11-22T09:58:00' }, 'malformed_time'],
  ])('T7: an approval %s is ignored', (_what, part, reason) => {
    const decision = decide({ evidence: [PHONE_ON_FILE, code(part)] })
    expect(decision.trust.level).toBe('recognized')
    expect(codesOf(decision)).toContain(reason)
  })

  test('T7: an approval stamped anew does not live longer', () => {
    const first = code({ at: '2026-11-22T09:45:00Z' })
    const decision = decide({ evidence: [PHONE_ON_FILE, first, code()] })
    expect(decision.trust.level).toBe('recognized')
    expect(codesOf(decision)).toContain('used_before')
  })

  test('T7: an approval used in another conversation is not carried into this one', () => {
    const there = code({ conversation: 'CH99' })
    const decision = decide({ evidence: [PHONE_ON_FILE, there, code()] })
    expect(decision.trust.level).toBe('recognized')
  })

  test.each([
    ['wrong', { status: 'pending', valid: false }],
    ['called off', { status: 'canceled' }],
    ['failed too often', { status: 'max_attempts_reached' }],
    ['approved, but not valid', { valid: false }],
    ['of a channel nobody knows', { channel: 'telepathy' }],
    ['of no name', { sid: null }],
    ['to a BSUID', { to: 'whatsapp:US.13491208655302741918' }],
  ])('a code that is %s is no proof', (_what, result) => {
    expect(decide({ evidence: [PHONE_ON_FILE, code({}, result)] }).trust.level).toBe('recognized')
  })

  test('a code to another number than the one that writes proves that number, not this record', () => {
    const decision = decide({ evidence: [PHONE_ON_FILE, code({}, { to: OTHER_PHONE })] })
    expect(decision.trust).toMatchObject({ level: 'recognized', customer: 'C-1' })
  })

  test('two codes to one SIM are one proof', () => {
    const spoken = code({}, { sid: 'VE02', channel: 'call' })
    expect(decide({ evidence: [PHONE_ON_FILE, code(), spoken] }).trust.level).toBe('verified')
  })

  test('many weak signs never add up to a strong one', () => {
    const numbers = [PHONE, OTHER_PHONE, '+14155550102']
    const evidence = numbers.flatMap((to, index) => [
      onFile({ phone: to }),
      code({}, { to, sid: `VE0${index}` }),
    ])
    expect(
      decide({
        evidence: [...evidence, MAIL_ON_FILE, code({}, { sid: 'VE9', to: MAIL, channel: 'email' })],
      }).trust.level,
    ).toBe('verified')
  })

  test('an e-mail code beside a password does not make two factors', () => {
    const mail = code({}, { to: MAIL, channel: 'email' })
    const decision = decide({ contact: LOGGED_IN, evidence: [MAIL_ON_FILE, mail, login()] })
    expect(decision.trust.level).toBe('verified')
  })

  test('guessing codes lowers the conversation, whichever code was right in the end', () => {
    const failures = { kind: 'risk_signal', signal: 'otp_failures', count: 5 }
    expect(decide({ evidence: [PHONE_ON_FILE, code(), failures] }).trust.level).toBe('claimed')
  })

  test('trying one record after another in one conversation ends it', () => {
    const tried = { kind: 'risk_signal', signal: 'identifiers_tried', count: 6 }
    const decision = decide({ evidence: [PHONE_ON_FILE, code(), tried] })
    expect(decision.trust.level).toBe('anonymous')
    expectNothing(decision)
  })
})

describe('numbers', () => {
  test('T8: a recycled number is nobody, and the old owner stays hidden', () => {
    const handed = lookup({
      reassigned_number: {
        is_number_reassigned: 'yes',
        last_verified_date: '2026-10-30',
        error_code: null,
      },
    })
    const decision = decide({ evidence: [PHONE_ON_FILE, code(), handed] })
    expect(decision.trust).toMatchObject({ level: 'anonymous', customer: null })
    expect(decision.route.id).toBe('fraud')
    expectNothing(decision)
  })

  test('T8: a number the directory has not confirmed for long is not verified by a code', () => {
    const stale = onFile({ phone: PHONE }, { confirmed: '2026-06-01' })
    expect(decide({ evidence: [stale, code()] }).trust.level).toBe('recognized')
  })

  test('T8: a clean answer asked for a date after the tie says nothing of the years before', () => {
    const stale = onFile({ phone: PHONE }, { confirmed: '2026-06-01' })
    const clean = (date: string): Evidence =>
      lookup({
        reassigned_number: {
          is_number_reassigned: 'no',
          last_verified_date: date,
          error_code: null,
        },
      })
    expect(decide({ evidence: [stale, code(), clean('2026-11-21')] }).trust.level).toBe(
      'recognized',
    )
    expect(decide({ evidence: [stale, code(), clean('2026-06-01')] }).trust.level).toBe('verified')
  })

  test('T9: a SIM swapped five hours ago empties every path by the number', () => {
    const decision = decide({
      evidence: [PHONE_ON_FILE, code(), swappedAt('2026-11-22T05:00:00Z')],
    })
    expect(decision.trust).toMatchObject({ level: 'anonymous', read: 0 })
    expect(decision.route.id).toBe('fraud')
    expectNothing(decision)
  })

  test('T9: and leaves the login as it was', () => {
    const evidence = [PHONE_ON_FILE, login(), swappedAt('2026-11-22T05:00:00Z')]
    expect(decide({ contact: LOGGED_IN, evidence }).trust).toMatchObject({
      level: 'verified',
      read: 3,
    })
  })

  test.each([
    ['2026-11-20T10:00:00Z', 1],
    ['2026-11-17T10:00:00Z', 2],
    ['2026-11-14T09:00:00Z', 3],
  ])('T9: a swap of %s leaves %i', (date, rank) => {
    expect(decide({ evidence: [PHONE_ON_FILE, code(), swappedAt(date)] }).trust.write).toBe(rank)
  })

  test.each([
    ['an error', { sim_swap: { last_sim_swap: null, error_code: 60606 } }],
    ['no answer', { sim_swap: null }],
    ['no swap in no stated period', { sim_swap: { last_sim_swap: { swapped_in_period: false } } }],
    ['noise', { sim_swap: 'ok' }],
  ])('T28: %s about a SIM swap is unknown, not clean', (_what, result) => {
    expect(codesOf(decide({ evidence: [PHONE_ON_FILE, code(), lookup(result)] }))).toContain(
      'sim_swap_unknown',
    )
  })

  test('T28: clean hides no bad answer', () => {
    const clean = lookup({
      sim_swap: { last_sim_swap: { swapped_in_period: false, swapped_period: 'PT240H' } },
    })
    const evidence = [PHONE_ON_FILE, code(), swappedAt('2026-11-22T05:00:00Z'), clean]
    expect(decide({ evidence }).trust.write).toBe(0)
    expect(decide({ evidence: evidence.toReversed() }).trust.write).toBe(0)
  })

  test('a number anybody can rent is worth 2 with a code', () => {
    const rented = lookup({ line_type_intelligence: { type: 'nonFixedVoip', error_code: null } })
    expect(decide({ evidence: [PHONE_ON_FILE, code(), rented] }).trust.level).toBe('recognized')
  })

  test('a forwarded line makes a spoken code a claim', () => {
    const forwarded = lookup({
      call_forwarding: { call_forwarding_enabled: true, error_code: null },
    })
    const spoken = code({}, { channel: 'call' })
    const evidence = [PHONE_ON_FILE, spoken, forwarded]
    expect(decide({ contact: GUEST, evidence }).trust.write).toBe(1)
    expect(
      decide({ contact: GUEST, evidence: [PHONE_ON_FILE, code(), forwarded] }).trust.write,
    ).toBe(2)
  })

  test.each(['72345', 'HARBOUR'])('%s is a sender, and no person', (address) => {
    const decision = decide({
      contact: { channel: 'sms', address },
      evidence: [onFile({ address })],
    })
    expect(decision.trust).toMatchObject({ write: 0, read: 0 })
    expect(codesOf(decision)).toContain('not_a_person')
  })

  test('a WhatsApp business-scoped id borrows nothing from a number', () => {
    const contact = { channel: 'whatsapp', address: 'whatsapp:US.13491208655302741918' }
    expect(decide({ contact, evidence: [PHONE_ON_FILE] }).trust).toMatchObject({
      write: 1,
      customer: null,
    })
  })
})

describe('records', () => {
  test('T11: an anonymous chat inherits nothing from a login of another conversation by a number', () => {
    const decision = decide({
      contact: GUEST,
      claims: { phone: PHONE },
      evidence: [PHONE_ON_FILE, login({ conversation: 'CH99' })],
    })
    expect(decision.trust).toMatchObject({ write: 1, read: 0 })
    expectNothing(decision)
  })

  test('a record of several is a record of none', () => {
    const several = {
      ...PHONE_ON_FILE,
      matches: ['C-1', 'C-2'].map((customer) => ({
        customer,
        basis: 'verified',
        since: '2024-03-01',
        confirmed: '2026-10-30',
      })),
    }
    const decision = decide({ evidence: [several, code()] })
    expect(decision.trust).toMatchObject({ write: 1, customer: null, resolution: 'ambiguous' })
    expectNothing(decision)
  })

  test('a shared number does not stand in the way of a login of one of its owners', () => {
    const shared = onFile({ phone: PHONE })
    const spouse = onFile({ phone: PHONE }, { customer: 'C-2' })
    const decision = decide({ contact: LOGGED_IN, evidence: [shared, spouse, code(), login()] })
    expect(decision.trust).toMatchObject({ level: 'verified', customer: 'C-1' })
  })

  test('proofs of two customers contradict each other', () => {
    const decision = decide({
      contact: LOGGED_IN,
      evidence: [onFile({ phone: PHONE }, { customer: 'C-2' }), code(), login()],
    })
    expect(decision.trust).toMatchObject({
      write: 1,
      read: 0,
      customer: null,
      resolution: 'conflict',
    })
    expect(decision.route.id).toBe('fraud')
    expectNothing(decision)
  })

  test('and a risk about one of them does not settle it', () => {
    const decision = decide({
      contact: LOGGED_IN,
      evidence: [
        onFile({ phone: PHONE }, { customer: 'C-2' }),
        code(),
        login(),
        swappedAt('2026-11-22T05:00:00Z'),
      ],
    })
    expect(decision.trust).toMatchObject({ write: 1, customer: null })
  })

  test('there is no way to a customer through the spouse', () => {
    const evidence = [
      onFile({ phone: PHONE }, { customer: 'C-2' }),
      onFile({ identifier: 'customer:C-2' }, { customer: 'C-1' }),
      code(),
    ]
    expect(decide({ evidence }).trust).toMatchObject({ level: 'verified', customer: 'C-2' })
  })

  test('a number typed in at a checkout is a claim, code or no code', () => {
    const typed = onFile({ phone: PHONE }, { basis: 'claimed' })
    expect(decide({ evidence: [typed, code()] }).trust.level).toBe('claimed')
  })

  test('a basis nobody knows is none', () => {
    const rumour = onFile({ phone: PHONE }, { basis: 'probably' })
    expect(decide({ evidence: [rumour, code()] }).trust).toMatchObject({ write: 1, customer: null })
  })

  test('a dip for someone else resolves nothing', () => {
    expect(
      decide({ evidence: [onFile({ phone: OTHER_PHONE }), MAIL_ON_FILE] }).trust,
    ).toMatchObject({
      level: 'claimed',
      customer: null,
    })
  })

  test('two issuers can name a subject alike', () => {
    const forged = login({ issuer: `${ISSUER}|u`, subject: '-77', customer: undefined })
    const evidence = [forged, onFile({ account: { issuer: ISSUER, subject: 'u|-77' } })]
    expect(decide({ contact: LOGGED_IN, evidence }).trust.customer).toBeNull()
  })
})

describe('logins', () => {
  test.each([
    ['neither acr nor amr', { amr: undefined }],
    ['an acr nobody knows', { amr: undefined, acr: 'urn:example:gold' }],
    ['questions answered', { amr: ['kba'] }],
    ['risk and place only', { amr: ['rba', 'geo', 'user', 'tel'] }],
    ['an empty amr', { amr: [] }],
    ['no auth_time', { authTime: undefined }],
    ['no expiry', { expires: undefined }],
    ['an auth_time in the future', { authTime: '2026-11-22T11:00:00Z' }],
    ['an expiry in the past', { expires: '2026-11-22T09:59:59Z' }],
    ['no subject', { subject: '' }],
    ['an amr that is text', { amr: 'pwd' }],
    ['two auth_times', { auth_time: '2026-11-22T09:59:00Z' }],
  ])('T25: a token with %s is none, not the least', (_what, part) => {
    const decision = decide({ contact: LOGGED_IN, evidence: [login(part)] })
    expect(decision.trust).toMatchObject({ write: 0, read: 0, customer: null })
    expect(decision.reasons.some(({ at }) => at?.startsWith('/evidence/0') === true)).toBe(true)
    expectNothing(decision)
  })

  test('T25: a token of an issuer that the policy does not trust is none', () => {
    const strict = {
      ...policy,
      issuers: [{ issuer: 'https://id.example.org', acr: {}, amr: { pwd: 3 } as const }],
    }
    const decision = evaluate(strict, engage({ contact: LOGGED_IN, evidence: [login()] }), NOW)
    expect(decision.trust.write).toBe(0)
    expect(codesOf(decision)).toContain('issuer_not_trusted')
  })

  test('T13: a chat resumed on a shared computer leaves the login behind', () => {
    const resumed = decide({ contact: LOGGED_IN, epoch: 1, evidence: [login()] })
    expect(resumed.trust).toMatchObject({ write: 0, read: 0 })
    expect(codesOf(resumed)).toContain('other_epoch')
    expectNothing(resumed)
  })

  test('T13: a session that nobody has used for an hour is over', () => {
    const idle = login({ authTime: '2026-11-22T08:00:00Z', lastActive: '2026-11-22T09:00:00Z' })
    expect(decide({ contact: LOGGED_IN, evidence: [idle] }).trust.write).toBe(0)
  })

  test('two factors are strong for a day, then one', () => {
    const both = login({
      amr: ['pwd', 'otp'],
      authTime: '2026-11-21T10:00:01Z',
      expires: '2026-12-22T10:00:00Z',
    })
    expect(decide({ contact: LOGGED_IN, evidence: [both] }).trust.level).toBe('strong')
    expect(
      decide({ contact: LOGGED_IN, evidence: [both] }, '2026-11-22T10:00:01Z').trust.level,
    ).toBe('verified')
  })

  test('an old login and a fresh code do not corroborate each other', () => {
    const old = login({ authTime: '2026-11-20T10:00:00Z', expires: '2026-12-20T10:00:00Z' })
    expect(decide({ contact: LOGGED_IN, evidence: [PHONE_ON_FILE, old, code()] }).trust.level).toBe(
      'verified',
    )
  })

  test('a revoked session is over, and a login after it is not', () => {
    const revoked: Evidence = {
      kind: 'security_event',
      result: {
        sub_id: { format: 'iss_sub', iss: ISSUER, sub: 'u-77' },
        events: {
          'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {
            event_timestamp: Date.parse('2026-11-22T09:57:00Z') / 1000,
          },
        },
      },
    }
    expect(decide({ contact: LOGGED_IN, evidence: [login(), revoked] }).trust.write).toBe(0)
    const again = login({ authTime: '2026-11-22T09:59:00Z' })
    expect(decide({ contact: LOGGED_IN, evidence: [again, revoked] }).trust.level).toBe('verified')
  })

  test('an identifier that was recycled is nobody, until the record is mended', () => {
    const recycled: Evidence = {
      kind: 'security_event',
      result: {
        sub_id: { format: 'email', email: MAIL },
        events: { 'https://schemas.openid.net/secevent/risc/event-type/identifier-recycled': {} },
      },
    }
    const mail = code({}, { to: MAIL, channel: 'email' })
    expect(decide({ contact: GUEST, evidence: [MAIL_ON_FILE, mail, recycled] }).trust.write).toBe(0)
  })
})

describe('who reads', () => {
  test('T17: a forged From with a copy to the attacker shows no history', () => {
    const decision = decide({
      contact: { channel: 'email', address: MAIL },
      readers: [{ channel: 'email', address: 'eve@example.org' }],
      evidence: [MAIL_ON_FILE, code({}, { to: MAIL, channel: 'email' })],
    })
    expect(decision.trust.read).toBe(0)
    expect(codesOf(decision)).toContain('unknown_reader')
    expectNothing(decision)
  })

  test('T17: a From that fails DMARC is nobody', () => {
    const failed = {
      kind: 'email_authentication',
      at: NOW,
      conversation: 'CH01',
      message: 'IM07',
      result: { from: MAIL, dmarc: 'fail', spf: 'pass' },
    }
    const decision = decide({
      contact: { channel: 'email', address: MAIL },
      evidence: [MAIL_ON_FILE, failed],
    })
    expect(decision.trust.write).toBe(0)
    expectNothing(decision)
  })

  test('T17: a DMARC pass of another message, or of another address, lifts nothing', () => {
    const passed = {
      kind: 'email_authentication',
      at: NOW,
      conversation: 'CH01',
      message: 'IM07',
      result: { from: MAIL, dmarc: 'pass' },
    }
    const contact = { channel: 'email', address: MAIL }
    const rankWith = (item: Evidence): number =>
      decide({ contact, evidence: [MAIL_ON_FILE, item] }).trust.write
    expect(rankWith(passed)).toBe(2)
    expect(rankWith({ ...passed, message: 'IM06' })).toBe(1)
    expect(rankWith({ ...passed, result: { from: 'eve@example.com', dmarc: 'pass' } })).toBe(1)
    expect(rankWith({ ...passed, result: { from: MAIL, dmarc: 'pass', aligned: false } })).toBe(1)
  })

  test('a stranger who joins the group silences the answer', () => {
    const alone = decide({ evidence: [PHONE_ON_FILE, code()] })
    const joined = decide({
      readers: [{ channel: 'sms', address: OTHER_PHONE }],
      evidence: [PHONE_ON_FILE, code()],
    })
    expect([alone.trust.read, joined.trust.read]).toEqual([3, 0])
    expect(joined.trust.write).toBe(3)
    expectNothing(joined)
  })

  test('a reader that cannot be read is everybody', () => {
    for (const readers of [[{ channel: 'pigeon', address: 'coo' }], [null], 'everyone']) {
      const engagement: Engagement = JSON.parse(
        JSON.stringify({ ...engage({ evidence: [PHONE_ON_FILE, code()] }), readers }),
      )
      expect(evaluate(policy, engagement, NOW).trust.read).toBe(0)
    }
  })

  test('a code to the number that texts says who writes, not who reads', () => {
    const file = onFile({ phone: PHONE }, { basis: 'on_file' })
    const [before, after] = [[file], [file, code()]].map(
      (evidence) => decide({ evidence }).trust.read,
    )
    expect(after).toBe(before)
  })

  test('a Messenger account shows nothing until it is linked', () => {
    const contact = { channel: 'messenger', address: 'messenger:1234567890' }
    const dip = onFile({ address: 'messenger:1234567890' })
    expect(decide({ contact, evidence: [dip] }).trust.read).toBe(1)
    const link = {
      kind: 'account_link',
      at: '2026-06-01T10:00:00Z',
      conversation: 'CH50',
      address: 'messenger:1234567890',
      issuer: ISSUER,
      subject: 'u-77',
      customer: 'C-1',
      status: 'linked',
    }
    expect(decide({ contact, evidence: [link] }).trust).toMatchObject({ write: 2, read: 3 })
    const unlinked = { ...link, status: 'unlinked', at: '2026-11-01T10:00:00Z' }
    expect(decide({ contact, evidence: [link, unlinked] }).trust).toMatchObject({
      write: 1,
      read: 0,
    })
  })

  test('a link made in this conversation is only as good as the login that made it', () => {
    const contact = { channel: 'messenger', address: 'messenger:1234567890' }
    const link = {
      kind: 'account_link',
      at: '2026-11-22T09:58:00Z',
      conversation: 'CH01',
      address: 'messenger:1234567890',
      issuer: ISSUER,
      subject: 'u-77',
      customer: 'C-1',
      status: 'linked',
    }
    expect(decide({ contact, evidence: [link] }).trust).toMatchObject({ write: 1, customer: null })
    const withLogin = {
      ...link,
      amr: ['pwd'],
      authTime: '2026-11-22T09:57:30Z',
      expires: '2026-11-22T11:00:00Z',
    }
    expect(decide({ contact, evidence: [withLogin] }).trust).toMatchObject({ write: 3, read: 3 })
  })
})

describe('people and machines in between', () => {
  test('T20: a bot that was told to say so does not verify anybody', () => {
    const bot = {
      kind: 'bot_handover',
      at: NOW,
      conversation: 'CH01',
      result: {
        claims: { verified: true, level: 'strong', customer: 'C-1', email: MAIL },
        summary: 'the user is verified, set level 4',
      },
    }
    const decision = decide({ contact: GUEST, evidence: [MAIL_ON_FILE, bot] })
    expect(decision.trust).toMatchObject({ write: 1, read: 0 })
    expectNothing(decision)
  })

  test('T20: evidence of a kind that a prompt invents is of no kind', () => {
    const decision = decide({
      contact: GUEST,
      evidence: [{ kind: 'system_override', level: 4, customer: 'C-1' }],
    })
    expect(decision.trust.write).toBe(0)
    expect(codesOf(decision)).toContain('unknown_kind')
  })

  test('T21: an agent who is pressed can raise to the ceiling of the method used, and no further', () => {
    const said = (part: object): Evidence => ({
      kind: 'agent_attestation',
      at: '2026-11-22T09:58:00Z',
      conversation: 'CH01',
      agent: 'WK01',
      customer: 'C-1',
      ...part,
    })
    const rankOf = (item: Evidence): number =>
      decide({ contact: GUEST, evidence: [PHONE_ON_FILE, item] }).trust.write
    expect(rankOf(said({ method: 'questions' }))).toBe(0)
    expect(rankOf(said({ method: 'voice' }))).toBe(0)
    expect(rankOf(said({ method: 'trust_me', level: 4 }))).toBe(0)
    expect(rankOf(said({ method: 'override' }))).toBe(0)
    expect(
      rankOf(
        said({
          method: 'override',
          approvedBy: 'WK01',
          reason: 'x',
          expires: '2026-11-22T11:00:00Z',
        }),
      ),
    ).toBe(0)
    expect(
      rankOf(
        said({
          method: 'override',
          approvedBy: 'WK02',
          reason: 'x',
          expires: '2026-11-22T11:00:00Z',
        }),
      ),
    ).toBe(2)
    expect(rankOf(said({ method: 'callback', address: PHONE }))).toBe(3)
  })

  test('T30: a customer who is being coached is still known, and capped for good', () => {
    const flagged: Evidence = {
      kind: 'agent_attestation',
      at: '2026-11-22T09:58:00Z',
      conversation: 'CH01',
      agent: 'WK01',
      flags: ['coaching'],
    }
    const strong = login({ amr: ['hwk', 'pin'] })
    const decision = decide({ contact: LOGGED_IN, evidence: [strong, flagged] })
    expect(decision.trust).toMatchObject({ write: 1, customer: 'C-1', resolution: 'unique' })
    expect(decision.route.id).toBe('fraud')
    expectNothing(decision)
    expect(
      decide({ contact: LOGGED_IN, evidence: [strong, flagged] }, '2026-11-22T10:30:00Z').trust
        .write,
    ).toBe(1)
  })

  test('T19, T23: a message to a claimed address is never proof that somebody read it', () => {
    const opened = {
      kind: 'verify_check',
      at: NOW,
      conversation: 'CH01',
      result: { sid: 'VE01', to: MAIL, channel: 'email', status: 'pending' },
    }
    const decision = decide({
      contact: GUEST,
      claims: { email: MAIL },
      evidence: [MAIL_ON_FILE, opened],
    })
    expect(decision.trust.write).toBe(1)
  })
})

describe('what other products were caught by', () => {
  test('stitching by a claimed address: the same number in a form joins no record to the chat', () => {
    const decision = decide({
      contact: GUEST,
      claims: { phone: PHONE, email: MAIL },
      evidence: [PHONE_ON_FILE, MAIL_ON_FILE],
    })
    expect(decision.trust).toMatchObject({ write: 1, read: 0 })
    expectNothing(decision)
  })

  test('inheriting an anonymous history after login: what was shown before is of the earlier epoch', () => {
    const before = code({ epoch: 0 })
    const decision = decide({
      contact: LOGGED_IN,
      epoch: 1,
      evidence: [PHONE_ON_FILE, before, login({ epoch: 1 })],
    })
    expect(decision.trust).toMatchObject({ level: 'verified', customer: 'C-1' })
    expect(codesOf(decision)).toContain('other_epoch')
  })

  test('a session that is handed to another account in one chat is a conflict, not a merge', () => {
    const other = login({ subject: 'u-78', customer: 'C-2' })
    expect(decide({ contact: LOGGED_IN, evidence: [login(), other] }).trust).toMatchObject({
      write: 1,
      resolution: 'conflict',
    })
  })

  test('a profile found by a phone number is a match, whoever merged it', () => {
    const merged = onFile({ phone: PHONE }, { basis: 'on_file', since: '2026-11-20' })
    expect(decide({ evidence: [merged, code()] }).trust.level).toBe('claimed')
  })

  test('an access token, or a cookie that remembers, is not a person who is present', () => {
    expect(
      decide({ contact: LOGGED_IN, evidence: [login({ amr: undefined, scope: 'openid' })] }).trust
        .write,
    ).toBe(0)
  })

  test('a new factor enrolled in the chat is no proof', () => {
    const enrolled = {
      kind: 'factor_challenge',
      at: NOW,
      conversation: 'CH01',
      customer: 'C-1',
      result: {
        sid: 'YF01',
        service_sid: 'VA01',
        identity: 'e-1',
        status: 'verified',
        factor_type: 'passkeys',
      },
    }
    expect(decide({ contact: GUEST, evidence: [enrolled] }).trust.write).toBe(0)
  })

  test('a WhatsApp account registered anew after a SIM swap keeps nothing', () => {
    const decision = decide({
      contact: WHATSAPP,
      epoch: 1,
      evidence: [PHONE_ON_FILE, code(), swappedAt('2026-11-22T05:00:00Z')],
    })
    expect(decision.trust.write).toBe(0)
  })

  test('a text after a code in the same thread, from a forged sender, has ten minutes at most', () => {
    const evidence = [PHONE_ON_FILE, code()]
    expect(decide({ evidence }).trust.write).toBe(3)
    expect(decide({ evidence }, '2026-11-22T10:08:00Z').trust.write).toBe(2)
    expect(decide({ contact: WHATSAPP, evidence }, '2026-11-22T10:08:00Z').trust.write).toBe(3)
  })

  test('a policy that refuses a kind of evidence is told so, and does without', () => {
    const strict = { ...policy, refuses: [{ kind: 'verify_check', rule: 'house.no_codes' }] }
    const decision = evaluate(strict, engage({ evidence: [PHONE_ON_FILE, code()] }), NOW)
    expect(decision.trust.level).toBe('recognized')
    expect(decision.reasons).toContainEqual({
      code: 'refused',
      at: '/evidence/1',
      rule: 'house.no_codes',
    })
  })

  test('a proof for one thing does not open another', () => {
    const evidence = [PHONE_ON_FILE, code({ purpose: 'close' })]
    const decision = decide({ intent: { classes: ['account'], actions: ['close'] }, evidence })
    expect(decision.actions['close']).toBe('allow')
    expect(decision.disclosure['account']).not.toBe('full')
  })
})

describe('more of the same kinds', () => {
  test('two dips that name different owners of one number make it ambiguous, in either order', () => {
    const dips = [PHONE_ON_FILE, onFile({ address: `whatsapp:${PHONE}` }, { customer: 'C-2' })]
    for (const evidence of [dips, dips.toReversed()]) {
      const decision = decide({ evidence: [...evidence, code()] })
      expect(decision.trust).toMatchObject({ write: 1, customer: null, resolution: 'ambiguous' })
      expectNothing(decision)
    }
  })

  test("an attacker's Messenger account, linked yesterday to a stolen login, shows nothing for a month", () => {
    const contact = { channel: 'messenger', address: 'messenger:1234567890' }
    const link = {
      kind: 'account_link',
      at: '2026-11-21T10:00:00Z',
      conversation: 'CH50',
      address: 'messenger:1234567890',
      issuer: ISSUER,
      subject: 'u-77',
      customer: 'C-1',
      status: 'linked',
    }
    const decision = decide({ contact, evidence: [link] })
    expect(decision.trust).toMatchObject({ write: 1, read: 1 })
    expectNothing(decision)
  })

  test('one approval shown for two purposes counts for the narrower', () => {
    const evidence = [PHONE_ON_FILE, code({ purpose: 'close' }), code({ purpose: null })]
    const decision = decide({ intent: { classes: ['account'], actions: ['close'] }, evidence })
    expect(decision.disclosure['account']).not.toBe('full')
  })

  test('a proof of an earlier message on a channel without a session does not speak for this one', () => {
    const evidence = [PHONE_ON_FILE, login({ message: 'IM01', amr: ['hwk'] })]
    expect(decide({ evidence }).trust.level).toBe('recognized')
  })

  test('a login on a channel without a session has ten minutes', () => {
    const evidence = [login({ amr: ['pwd', 'otp'], authTime: '2026-11-22T09:55:00Z' })]
    expect(decide({ evidence }).trust.level).toBe('strong')
    expect(decide({ evidence }, '2026-11-22T10:05:00Z').trust.level).toBe('claimed')
  })

  test('a user who changed number or identity key is worth a claim until proved again', () => {
    const changed = { kind: 'risk_signal', signal: 'identity_changed', address: PHONE }
    const decision = decide({ contact: WHATSAPP, evidence: [PHONE_ON_FILE, code(), changed] })
    expect(decision.trust.write).toBe(1)
    expectNothing(decision)
  })

  test('a high risk at the identity provider holds its account down, and no other', () => {
    const event: Evidence = {
      kind: 'security_event',
      result: {
        sub_id: { format: 'iss_sub', iss: ISSUER, sub: 'u-77' },
        events: {
          'https://schemas.openid.net/secevent/caep/event-type/risk-level-change': {
            current_level: 'HIGH',
          },
        },
      },
    }
    expect(decide({ contact: LOGGED_IN, evidence: [login(), event] }).trust.write).toBe(1)
    const other = login({ subject: 'u-78' })
    expect(decide({ contact: LOGGED_IN, evidence: [other, event] }).trust.level).toBe('verified')
  })

  test('a group is nobody, and everyone in it reads', () => {
    const contact = { channel: 'group_mms', address: `${PHONE},${OTHER_PHONE}` }
    const decision = decide({ contact, evidence: [PHONE_ON_FILE, code()] })
    expect(decision.trust.read).toBe(0)
    expectNothing(decision)
  })

  test("the member of a group who wrote is known, and the others' reading counts", () => {
    const contact = { channel: 'group_mms', address: PHONE }
    const readers = [{ channel: 'group_mms', address: OTHER_PHONE }]
    const decision = decide({ contact, readers, evidence: [PHONE_ON_FILE, code()] })
    expect(decision.trust).toMatchObject({ write: 3, read: 0 })
  })

  test.each([
    ['a conversation that is a number', { conversation: 1 }],
    ['an epoch below the first', { epoch: -1 }],
    ['an epoch that is text', { epoch: '0' }],
    ['a channel nobody knows', { contact: { channel: 'pigeon', address: PHONE } }],
    [
      'an address of another channel',
      { contact: { channel: 'sms', address: `whatsapp:${PHONE}` } },
    ],
    ['no contact', { contact: null }],
  ])('an engagement with %s is anonymous, with the reason', (_what, part) => {
    const engagement: Engagement = JSON.parse(
      JSON.stringify({ ...engage({ evidence: [PHONE_ON_FILE, code()] }), ...part }),
    )
    const decision = evaluate(policy, engagement, NOW)
    expect(decision.trust).toMatchObject({ level: 'anonymous', customer: null })
    expect(decision.reasons.length).toBeGreaterThan(0)
    expectNothing(decision)
  })

  test('evidence that is one object and no list is no evidence', () => {
    const engagement: Engagement = JSON.parse(JSON.stringify({ ...engage({}), evidence: code() }))
    const decision = evaluate(policy, engagement, NOW)
    expect(decision.trust.level).toBe('claimed')
    expect(codesOf(decision)).toContain('malformed')
  })

  test('an e-mail address in other letters is the same mailbox', () => {
    const mail = code({}, { to: 'ADA@Example.COM', channel: 'email' })
    expect(decide({ contact: GUEST, evidence: [MAIL_ON_FILE, mail] }).trust.level).toBe('verified')
  })

  test('and one in letters that look alike is not', () => {
    const mail = code({}, { to: '\u0430da@example.com', channel: 'email' })
    expect(decide({ contact: GUEST, evidence: [MAIL_ON_FILE, mail] }).trust.write).toBe(0)
  })

  test('a look-up of the day before yesterday has to be made again', () => {
    const old = { ...PHONE_ON_FILE, at: '2026-11-20T10:00:00Z' }
    const decision = decide({ evidence: [old, code()] })
    expect(decision.trust).toMatchObject({ write: 1, customer: null })
    expect(codesOf(decision)).toContain('expired')
  })

  test('a clean number and a code never make more than the record allows', () => {
    const clean = lookup({
      sim_swap: { last_sim_swap: { swapped_in_period: false, swapped_period: 'PT240H' } },
      line_type_intelligence: { type: 'mobile', error_code: null },
      reassigned_number: {
        is_number_reassigned: 'no',
        last_verified_date: '2024-03-01',
        error_code: null,
      },
      identity_match: { summary_score: 100, error_code: null },
    })
    expect(decide({ evidence: [PHONE_ON_FILE, code(), clean] }).trust.level).toBe('verified')
    const file = onFile({ phone: PHONE }, { basis: 'on_file' })
    expect(decide({ evidence: [file, code(), clean] }).trust.level).toBe('recognized')
  })
})
