import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEngagement, readEngagement } from '../../../src/twilio/inbound/engagement.js'
import { runs } from '../../runs.js'

const least = { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }

// The example of the README's shapes: every field, and evidence in its sources' own JSON.
const most = {
  ...least,
  message: 'IM07',
  epoch: 0,
  contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
  readers: [{ channel: 'email', address: 'ada@example.com' }],
  claims: { email: 'ada@example.com', friendlyName: 'Ada' },
  evidence: [
    { kind: 'directory', at: '2026-11-22T09:59:00Z', matches: [] },
    { kind: 'verify_check', purpose: null, result: { status: 'approved' } },
  ],
  intent: { classes: ['account'], actions: ['pay'], amount: '12.50', payee: 'P-1' },
  context: { language: 'en', hours: 8, holiday: false },
}

describe('an engagement', () => {
  test.each([
    ['with the least it can hold', least],
    ['with all it can hold', most],
  ])('%s is read as it stands', (_, engagement) => {
    expect(parseEngagement(engagement)).toEqual({ ok: true, value: engagement })
  })

  test('comes out with its contacts in canonical form', () => {
    const read = parseEngagement({
      ...least,
      contact: { channel: 'RCS', address: 'RcS:+1 (415) 555-0100' },
      readers: [{ channel: 'E-Mail', address: 'Ada@Example.com' }],
    })
    expect(read).toMatchObject({
      ok: true,
      value: {
        contact: { channel: 'rcs', address: '+14155550100' },
        readers: [{ channel: 'email', address: 'ada@example.com' }],
      },
    })
  })

  test('knows a custom channel once it is declared', () => {
    const engagement = { ...least, contact: { channel: 'kiosk', address: '42' } }
    expect(parseEngagement(engagement).ok).toBe(false)
    const declared = [{ scheme: 'kiosk', grade: 1, session: true } as const]
    expect(parseEngagement(engagement, declared)).toMatchObject({
      value: { contact: { channel: 'custom', address: 'kiosk:42' } },
    })
  })

  test('keeps evidence that nobody can read in its place, for `evaluate` to say so', () => {
    const evidence = [{ kind: 'session' }, null, { kind: 7 }, 'x', {}]
    expect(parseEngagement({ ...least, evidence })).toEqual({
      ok: true,
      value: { ...least, evidence },
    })
  })

  test('has an optional field that is null for absent', () => {
    const nulls = { message: null, epoch: null, claims: null, evidence: null, intent: null }
    expect(parseEngagement({ ...least, ...nulls, context: null })).toEqual({
      ok: true,
      value: least,
    })
  })

  test('keeps that nobody knows who its readers are', () => {
    const read = parseEngagement({ ...least, readers: null })
    expect(read.ok && read.value.readers).toBe(null)
  })

  test('says what was left out of its claims', () => {
    const read = readEngagement({ ...least, claims: { trust_level: 4, friendlyName: 'Admin' } })
    expect(read).toMatchObject({
      value: {
        engagement: { claims: { friendlyName: 'Admin' } },
        displayName: null,
        reasons: [
          { code: 'claim_reserved', at: '/claims' },
          { code: 'display_name_staff', at: '/claims/friendlyName' },
        ],
      },
    })
    expect(readEngagement({ ...least, contact: {} }).ok).toBe(false)
  })

  test.each([
    [null, 'invalid_type', ''],
    [[], 'invalid_type', ''],
    ['{}', 'invalid_type', ''],
    [{ contact: least.contact }, 'required', 'conversation'],
    [{ ...least, conversation: '' }, 'invalid_format', 'conversation'],
    [{ ...least, conversation: 'CH\u202e01' }, 'invalid_format', 'conversation'],
    [{ ...least, conversation: 7 }, 'invalid_type', 'conversation'],
    [{ ...least, message: 7 }, 'invalid_type', 'message'],
    [{ ...least, conversation: null }, 'invalid_type', 'conversation'],
    [{ ...least, epoch: Number.NaN }, 'invalid_type', 'epoch'],
    [{ ...least, epoch: -1 }, 'too_small', 'epoch'],
    [{ ...least, epoch: 0.5 }, 'invalid_type', 'epoch'],
    [{ conversation: 'CH01' }, 'required', 'contact'],
    [
      { ...least, contact: { channel: 'pigeon', address: 'x' } },
      'unknown_channel',
      'contact.channel',
    ],
    [{ ...least, contact: { channel: 'sms', address: 'x@' } }, 'invalid_phone', 'contact.address'],
    [{ ...least, readers: {} }, 'invalid_type', 'readers'],
    [{ ...least, readers: [least.contact, { channel: 'sms' }] }, 'required', 'readers.1.address'],
    [{ ...least, readers: new Array(1001).fill(least.contact) }, 'too_many', 'readers'],
    [{ ...least, claims: 5 }, 'invalid_type', 'claims'],
    [{ ...least, claims: [] }, 'invalid_type', 'claims'],
    [{ ...least, evidence: {} }, 'invalid_type', 'evidence'],
    [{ ...least, evidence: new Array(1001).fill({}) }, 'too_many', 'evidence'],
    [{ ...least, intent: [] }, 'invalid_type', 'intent'],
    [{ ...least, intent: { classes: 'account' } }, 'invalid_type', 'intent.classes'],
    [{ ...least, intent: { amount: 12.5 } }, 'invalid_type', 'intent.amount'],
    [{ ...least, intent: { amount: '1e9' } }, 'invalid_format', 'intent.amount'],
    [{ ...least, intent: { amount: '-1' } }, 'invalid_format', 'intent.amount'],
    [{ ...least, context: [] }, 'invalid_type', 'context'],
    [{ ...least, context: { language: null } }, 'invalid_type', 'context'],
    [{ ...least, context: JSON.parse('{"__proto__":"x"}') }, 'invalid_name', 'context'],
    [{ ...least, context: { 'lan\u200bguage': 'en' } }, 'invalid_name', 'context'],
    [{ ...least, context: { ['n'.repeat(129)]: 'en' } }, 'invalid_name', 'context'],
    [{ ...least, zzzzzzzz: 1 }, 'unknown_field', '/'],
    [JSON.parse(`{"__proto__":1,${JSON.stringify(least).slice(1)}`), 'unknown_field', '/'],
    [{ ...least, intent: { zzzzzzzz: 1 } }, 'unknown_field', 'intent'],
  ])('%# is refused as %s', (input, code, path) => {
    expect(parseEngagement(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test.each([
    ['evidense', 'evidence'],
    ['Conversation_', 'conversation'],
    ['reader', 'readers'],
  ])('with a misspelt %s is refused, with our own word for it', (field, suggestion) => {
    const read = parseEngagement({ ...least, [field]: [] })
    expect(read).toEqual({
      ok: false,
      issues: [{ code: 'unknown_field', path: '/', suggestion }],
    })
  })

  test.each([
    ['intent', { class: ['account'] }, 'classes'],
    ['agent', { worker: 'WK01', role: [] }, 'roles'],
    ['breakGlass.approvedBy', { worker: 'WK02', rolls: [], roles: [] }, 'roles'],
  ])('with a misspelt field in its %s is told by the words of that part', (path, part, word) => {
    const [top = ''] = path.split('.')
    const glass = { reason: 'r', requestedBy: 'WK01', approvedBy: part, at: '2026-11-22T10:00:00Z' }
    const read = parseEngagement({ ...least, [top]: top === 'breakGlass' ? glass : part })
    expect(read.ok ? [] : read.issues).toContainEqual({
      code: 'unknown_field',
      path,
      suggestion: word,
    })
  })

  test.each([
    [{ chanel: 'sms', address: '+14155550100' }, 'unknown_field', '', 'channel'],
    [{ channel: 'sms', adress: '+14155550100' }, 'unknown_field', '', 'address'],
    [{ channel: 'smss', address: '+14155550100' }, 'unknown_channel', '.channel', 'sms'],
  ])(
    'says of a contact what was meant, its own and a reader’s: %j',
    (contact, code, at, suggestion) => {
      expect(parseEngagement({ ...least, contact })).toMatchObject({
        issues: [{ code, path: `contact${at}`, suggestion }],
      })
      expect(parseEngagement({ ...least, readers: [contact] })).toMatchObject({
        issues: [{ code, path: `readers.0${at}`, suggestion }],
      })
    },
  )

  test('with more facts than a business knows of anybody is refused', () => {
    const facts = Array.from({ length: 1_000 }, (_, at) => [`fact_${at}`, true])
    const read = parseEngagement({ ...least, context: Object.fromEntries(facts) })
    expect(read).toEqual({ ok: false, issues: [{ code: 'too_many', path: 'context' }] })
  })

  test('with many things wrong has them all named, each once', () => {
    const read = parseEngagement({ conversation: 1, contact: {}, readers: 1, x: 1, y: 2 })
    expect(read).toEqual({
      ok: false,
      issues: [
        { code: 'invalid_type', path: 'conversation' },
        { code: 'unknown_field', path: '/' },
        { code: 'required', path: 'contact.channel' },
        { code: 'invalid_type', path: 'readers' },
      ],
    })
  })

  test('of any shape is read or refused, without a throw, in our own words alone', () => {
    const anyField = fc.anything({ withNullPrototype: true, withObjectString: true })
    const anyEngagement = fc.record(
      {
        conversation: fc.oneof(fc.constant('CH01'), anyField),
        message: anyField,
        epoch: anyField,
        contact: fc.oneof(fc.constant(least.contact), anyField),
        readers: anyField,
        claims: anyField,
        evidence: fc.oneof(fc.array(fc.record({ kind: anyField })), anyField),
        intent: anyField,
        context: fc.oneof(fc.dictionary(fc.string(), anyField), anyField),
        notOurs: anyField,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(anyEngagement, anyField), (input) => {
        const read = parseEngagement(input)
        if (read.ok) {
          expect(parseEngagement(read.value)).toEqual(read)
          return
        }
        expect(read.issues.length).toBeGreaterThan(0)
        for (const issue of read.issues) {
          expect(issue.code).toMatch(/^[a-z_]+$/)
          expect(issue.path).toMatch(
            /^(?:|\/|(?:conversation|message|epoch|contact|readers|claims|evidence|intent|context)(?:\.(?:channel|address|to|classes|actions|amount|payee|\d+))*)$/,
          )
        }
      }),
      runs(200),
    )
  })
})
