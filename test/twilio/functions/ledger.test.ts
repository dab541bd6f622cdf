import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Contact, type Evidence, HOUR, type Result } from '../../../src/model/index.js'
import {
  LEDGER_LIFETIME,
  LEDGER_LIMIT,
  type LedgerExpectation,
  type LedgerKey,
  openLedger,
  sealLedger,
} from '../../../src/twilio/functions/ledger.js'
import { extendLedger } from '../../../src/twilio/functions/ledgerOfConversation.js'
import type { Ledger } from '../../../src/twilio/functions/readLedger.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const OLD: LedgerKey = { id: 'k1', secret: 'an old secret of thirty-two bytes or more' }
const NEW: LedgerKey = { id: 'k2', secret: 'a new secret of thirty-two bytes or more!' }
const ledger: Ledger = {
  conversation: 'CH01',
  sequence: 3,
  issued: AT,
  expires: AT + HOUR,
  evidence: [{ kind: 'verify_check', result: { to: '+14155550100' } }],
}
const expected: LedgerExpectation = { keys: [NEW, OLD], conversation: 'CH01', at: AT + 1 }

const sealed = (value: Ledger, keys: readonly LedgerKey[] = [NEW]): string => {
  const result = sealLedger(value, keys)
  return result.ok ? result.value : ''
}
const codeOf = (text: unknown, expectation: LedgerExpectation = expected): string | undefined => {
  const opened = openLedger(text, expectation)
  return opened.ok ? 'opened' : opened.issues[0]?.code
}

const anyLedger: fc.Arbitrary<Ledger> = fc.record({
  conversation: fc.constant('CH01'),
  sequence: fc.nat(),
  issued: fc.constant(AT),
  expires: fc.integer({ min: AT + 2, max: AT + HOUR }),
  evidence: fc.array(fc.record({ kind: fc.string(), result: fc.jsonValue({ maxDepth: 2 }) }), {
    maxLength: 4,
  }),
})

describe('what was sealed', () => {
  test('opens again as it was', () => {
    fc.assert(
      fc.property(anyLedger, (value) => {
        const text = sealed(value)
        fc.pre(text !== '')
        expect(openLedger(text, expected)).toEqual({
          ok: true,
          value: JSON.parse(JSON.stringify(value)),
        })
      }),
    )
  })

  test('is text that survives a form, a URL and Liquid unchanged', () => {
    fc.assert(
      fc.property(anyLedger, (value) => {
        expect(sealed(value)).toMatch(/^[A-Za-z0-9._-]*$/)
      }),
    )
  })

  test('changed in any one character no longer opens', () => {
    const text = sealed(ledger)
    for (let i = 0; i < text.length; i++) {
      const other = text[i] === 'A' ? 'B' : 'A'
      expect(codeOf(`${text.slice(0, i)}${other}${text.slice(i + 1)}`)).not.toBe('opened')
    }
  })

  test('cut, lengthened or joined with another no longer opens', () => {
    const text = sealed(ledger)
    const [format, id, payload, mac] = text.split('.')
    const other = sealed({ ...ledger, sequence: 9 }).split('.')
    const forged = [
      text.slice(0, -1),
      `${text}0`,
      `${text}.`,
      `${format}.${id}.${payload}`,
      `${format}.${id}.${payload}.`,
      `${format}.${id}.${other[2]}.${mac}`,
      `${format}.k1.${payload}.${mac}`,
      `cs2.${id}.${payload}.${mac}`,
    ]
    for (const forgery of forged) expect(codeOf(forgery)).not.toBe('opened')
  })

  test('opens with an older key while that key is accepted, and no longer', () => {
    const text = sealed(ledger, [OLD])
    expect(codeOf(text)).toBe('opened')
    expect(codeOf(text, { ...expected, keys: [NEW] })).toBe('ledger_key_unknown')
  })
})

describe('no evidence is', () => {
  test.each<[string, unknown, Partial<LedgerExpectation>, string]>([
    ['what is unsealed', '{"evidence":[{"kind":"session"}]}', {}, 'ledger_unsealed'],
    ['what is no text', { evidence: [] }, {}, 'ledger_unsealed'],
    ['nothing', undefined, {}, 'ledger_unsealed'],
    [
      'the ledger of another conversation',
      sealed(ledger),
      { conversation: 'CH02' },
      'ledger_foreign',
    ],
    ['an expired ledger', sealed(ledger), { at: AT + HOUR }, 'ledger_expired'],
    ['a ledger from the future', sealed(ledger), { at: AT - HOUR }, 'ledger_future'],
    ['a ledger older than one seen', sealed(ledger), { sequence: 4 }, 'ledger_replayed'],
    ['a ledger at a time that is none', sealed(ledger), { at: Number.NaN }, 'ledger_future'],
    ['a ledger longer than the bound', 'x'.repeat(LEDGER_LIMIT + 1), {}, 'ledger_too_long'],
    [
      'a ledger sealed by a stranger',
      sealed(ledger, [{ ...NEW, secret: OLD.secret }]),
      {},
      'ledger_altered',
    ],
    ['a ledger where no key is accepted', sealed(ledger), { keys: [] }, 'ledger_key_unknown'],
  ])('%s', (_, text, change, code) => {
    expect(codeOf(text, { ...expected, ...change })).toBe(code)
  })

  test('a sealed text that is no ledger', () => {
    const odd: readonly unknown[] = [
      null,
      [],
      7,
      { ...ledger, evidence: {} },
      { ...ledger, evidence: [7] },
      { ...ledger, evidence: Array.from({ length: 17 }, () => ledger.evidence[0]) },
      { ...ledger, sequence: '3' },
      { ...ledger, conversation: '' },
    ]
    for (const value of odd) {
      // A caller in JavaScript can seal anything.
      const text = Reflect.apply(sealLedger, null, [value, [NEW]])
      expect(codeOf(text.value)).toBe('ledger_malformed')
    }
  })
})

test('a ledger is not sealed without a key of 32 bytes', () => {
  expect(sealLedger(ledger, [])).toMatchObject({ ok: false })
  expect(sealLedger(ledger, [{ id: 'k', secret: 'short' }])).toMatchObject({ ok: false })
  expect(sealLedger(ledger, [{ id: 'a.b', secret: NEW.secret }])).toMatchObject({ ok: false })
})

describe('a conversation that gathers much', () => {
  const OWNER: Contact = { channel: 'sms', address: '+14155550100' }
  const STRANGER: Contact = { channel: 'web_chat', address: 'FX01' }
  const proof = (sid: string): Evidence => ({ kind: 'verify_check', result: { sid } })
  const extend = (text: unknown, items: readonly Evidence[], by: Contact) =>
    extendLedger(text, items, { conversation: 'CH01', at: AT, by, keys: [NEW] })
  const sidsIn = (text: Result<string>): readonly unknown[] => {
    const opened = openLedger(text.ok ? text.value : '', expected)
    return opened.ok ? opened.value.evidence.map(({ result }) => Object(result).sid) : []
  }

  test('keeps what one gave, however much another gives, and of that the newest', async () => {
    let text = await extend(undefined, [proof('own')], OWNER)
    for (let round = 1; round <= 15; round += 1)
      text = await extend(text.ok ? text.value : '', [proof(`VE${round}`)], STRANGER)
    expect(sidsIn(text)).toEqual(['own', ...Array.from({ length: 11 }, (_, at) => `VE${at + 5}`)])
  })

  test('is not sealed longer than a form may carry', async () => {
    const long = proof('x'.repeat(LEDGER_LIMIT))
    expect(await extend(undefined, [long], OWNER)).toMatchObject({
      ok: false,
      issues: [{ code: 'ledger_too_long' }],
    })
  })
})

test('anything at all is answered and never repeated', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ minLength: 13, maxLength: 80 }), fc.anything()), (text) => {
      const opened = openLedger(text, expected)
      expect(opened.ok).toBe(false)
      if (typeof text !== 'string' || text.length < 13) return
      expect(JSON.stringify(opened)).not.toContain(JSON.stringify(text).slice(1, -1))
    }),
  )
})

test.each(['ledger', 'readLedger', 'base64Url', 'keyedDigest'])(
  '%s reads no clock, network or machine',
  (file) => {
    const source = readFileSync(
      new URL(`../../../src/twilio/functions/${file}.ts`, import.meta.url),
      'utf8',
    )
    expect(source.replaceAll(/\/\*\*[\s\S]*?\*\//g, '')).not.toMatch(
      /Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|console\.|node:/,
    )
  },
)

test('a ledger lasts an hour and fits into 8 KiB', () => {
  expect([LEDGER_LIFETIME, LEDGER_LIMIT]).toEqual([3_600_000, 8_192])
})
