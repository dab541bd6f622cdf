import { describe, expect, test } from 'vitest'
import { diff, prove } from '../../src/analysis/index.js'
import { digestPolicy, readCompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { identifiers as builtIn } from '../../src/identifiers/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { printPolicy } from '../../src/policy/printPolicy.js'
import { redactText } from '../../src/redaction/index.js'
import { openSpace } from '../../src/space/index.js'
import { compiled } from '../compiled.js'

const BOOKING = 'booking_ref: { pattern: "BK-?\\\\d{6}", words: [booking], mask: last_2 }'

const policyWith = (own: string, redact = 'agent: { booking_ref: token }') => `policy: small
version: 1
classes:
  account: { fields: [orders.*], full: verified }
routes:
  - { id: general, queue: care }
identifiers:
  ${own}
redact:
  ${redact}
`

test('an invariant may speak of one, and of no other that nobody declares', () => {
  const asked = (identifier: string) =>
    compilePolicy(
      `${policyWith(BOOKING)}invariants:\n  - { always: { identifier: ${identifier}, audience: agent, shown: mask } }\n`,
    )
  expect(asked('booking_ref')).toMatchObject({ ok: true })
  expect(asked('payment_card')).toMatchObject({ ok: true })
  expect(asked('booking_reff')).toMatchObject({
    ok: false,
    issues: [{ code: 'unknown_identifier', suggestion: 'booking_ref' }],
  })
})

describe('an author finds reported, at its place,', () => {
  test.each([
    ['of a repeat without end', 'a_b: { pattern: "\\\\d+" }', '8:19 pattern_unbounded `+`'],
    [
      'of a repeat that leaves open where it ends',
      'a_b: { pattern: "\\\\d{2,4}\\\\d" }',
      '8:19 pattern_ambiguous `\\d{2,4}`',
    ],
    [
      'of what is no part of a pattern',
      'a_b: { pattern: "(a+)+b" }',
      '8:19 pattern_not_allowed `(`',
    ],
    ['of a pattern that anything meets', 'a_b: { pattern: "A" }', '8:19 pattern_too_short `A`'],
    ['of a pattern that is too long', 'a_b: { pattern: "A{65}" }', '8:19 pattern_too_long `A{65}`'],
    [
      'of a misspelt key',
      'a_b: { pattern: ABC, word: [x] }',
      '8:24 unknown_key `word`, did you mean `words`',
    ],
    [
      'of a misspelt check digit',
      'a_b: { pattern: ABC, checksum: luhm }',
      '8:34 unknown_word `luhm`, did you mean `luhn`',
    ],
    [
      'of a misspelt mask',
      'a_b: { pattern: ABC, mask: last2 }',
      '8:30 unknown_word `last2`, did you mean `last_2`',
    ],
    ['of a name that is none', 'Ab: { pattern: ABC }', '8:3 invalid_name `Ab`, did you mean `ab`'],
    ['of the name of a class', 'account: { pattern: ABC }', '8:3 reserved_name `account`'],
    ['of the word for all others', 'default: { pattern: ABC }', '8:3 reserved_name `default`'],
  ])('%s', (_, own, line) => {
    const policy = compilePolicy(policyWith(own, 'agent: {}'))
    const told = policy.ok
      ? []
      : policy.issues.map(
          ({ line: row, column, code, word, suggestion }) =>
            `${row}:${column} ${code} \`${word}\`${suggestion === undefined ? '' : `, did you mean \`${suggestion}\``}`,
        )
    expect(told).toContain(line)
  })

  test('of a rule for a kind that nobody describes', () => {
    const policy = compilePolicy(policyWith(BOOKING, 'agent: { booking_reff: drop }'))
    expect(!policy.ok && policy.issues).toMatchObject([
      { code: 'unknown_identifier', word: 'booking_reff', suggestion: 'booking_ref', line: 10 },
    ])
  })

  test.each(builtIn.map(({ type }) => type))('that %s is a kind already', (type) => {
    const policy = compilePolicy(policyWith(`${type}: { pattern: ABC }`, 'agent: {}'))
    expect(!policy.ok && policy.issues).toMatchObject([{ code: 'reserved_name', word: type }])
  })
})

describe('a compiled policy', () => {
  const policy = compiled(policyWith(BOOKING))

  test('holds its own kinds as plain data, and is read and printed with them', () => {
    const plain: unknown = JSON.parse(JSON.stringify(policy))
    expect(readCompiledPolicy(plain)).toEqual({ ok: true, value: policy })
    expect(compiled(printPolicy(policy))).toEqual(policy)
  })

  test('says nothing of own kinds where there are none', () => {
    expect('identifiers' in compiled(policyWith('{}', 'agent: {}'))).toBe(false)
  })

  test.each([
    ['a pattern that is not safe', { booking_ref: { pattern: '(A+)+B' } }],
    ['a pattern that is none', { booking_ref: { pattern: 7 } }],
    ['another key', { booking_ref: { pattern: 'ABC', more: 1 } }],
    ['the name of a built-in kind', { us_ssn: { pattern: 'ABC' } }],
    ['a name that is none', { 'no name': { pattern: 'ABC' } }],
    ['a list', []],
  ])('is refused with %s, whatever its digest says', (_, own) => {
    const changed = JSON.parse(JSON.stringify({ ...policy, identifiers: own }))
    const read = readCompiledPolicy({ ...changed, digest: digestPolicy(changed) })
    expect(!read.ok && read.issues[0]?.path).toMatch(/^\/identifiers/)
  })

  test('gives every audience rules that find its own kinds', () => {
    const { redaction } = evaluate(
      policy,
      { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } },
      '2026-11-22T10:00:00Z',
    )
    for (const rules of Object.values(redaction)) {
      const { text } = redactText('my booking is BK-123456', rules)
      expect(text).toMatch(/^my booking is (?:\[booking_ref\]|\*\*\*56)$/)
    }
    const key = '0123456789abcdef'
    expect(redactText('booking bk123456', redaction.agent, { key }).text).toMatch(
      /^booking \[booking_ref:[a-p]{16}\]$/,
    )
  })

  test.each([
    ['token', true],
    ['keep', false],
  ] as const)('can be asked whether its own kind is shown as %s', (shown, isProved) => {
    const proof = prove(openSpace(policy), {
      always: { audience: 'agent', identifier: 'booking_ref', shown },
    })
    expect(proof.ok && proof.value.holds).toBe(isProved)
  })

  test.each([
    ['a pattern', BOOKING.replace('6}', '7}')],
    ['words', BOOKING.replace('[booking]', '[booking, trip]')],
    ['a mask', BOOKING.replace('last_2', 'last_4')],
    ['a check digit', BOOKING.replace('mask:', 'checksum: luhn, mask:')],
    ['another kind', `${BOOKING}\n  club_no: { pattern: "\\\\d{8}" }`],
  ])('is told from one with another in %s', (_, own) => {
    const found = diff(policy, compiled(policyWith(own)))
    expect(found.ok && found.value.changes).toMatchObject([{ about: 'identifier' }])
  })

  test('is looser where a kind is looked for no longer, and stricter where one is added', () => {
    const none = compiled(policyWith('{}', 'agent: {}'))
    const [lost, found] = [diff(policy, none), diff(none, policy)]
    expect(lost.ok && lost.value.looser).toBe(true)
    expect(found.ok && found.value.changes).toContainEqual(
      expect.objectContaining({ about: 'identifier', name: 'booking_ref', change: 'stricter' }),
    )
  })
})
