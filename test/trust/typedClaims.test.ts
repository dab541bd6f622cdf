import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/index.js'
import { assess, type TrustSettings } from '../../src/trust/index.js'
import { runs } from '../runs.js'
import { DEFAULT_TRUST } from './defaultTrust.js'

const AT = Date.parse('2026-11-22T10:00:10Z')
const IN_BRITAIN: TrustSettings = { ...DEFAULT_TRUST, regions: ['GB'] }

const asked = (address: string, customer: string): Evidence => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address },
  matches: [{ customer, basis: 'verified', since: '2024-03-01' }],
})

const evidence = [asked('+447700900147', 'C-1'), asked('ada@example.com', 'C-2')]

/** What a form says, on a web chat whose guest is nobody that is known. */
const trustIn = (claims: Record<string, unknown>, settings: TrustSettings = IN_BRITAIN) => {
  const contact = { channel: 'web_chat', address: 'guest-1' } as const
  const engagement = { conversation: 'CH01', contact, readers: [], evidence, claims }
  const { trust, reasons, risks } = assess(engagement as never, AT, settings)
  const said = reasons.filter(({ code }) => code.startsWith('claim_'))
  return { trust, risks, said: said.map(({ code, at }) => `${code} ${at}`) }
}

describe('a claim leads to the record of the address, however it was typed', () => {
  test.each([
    ['07700 900147', 'C-1'],
    ['0044 7700 900147', 'C-1'],
    ['+44 (0)7700 900147', 'C-1'],
    ['tel:+447700900147', 'C-1'],
    ['＋４４ ７７００ ９００１４７', 'C-1'],
    ['٠٧٧٠٠٩٠٠١٤٧', 'C-1'],
    ['\u200e+44\u00a07700\u00a0900147', 'C-1'],
    [447_700_900_147, 'C-1'],
    ['ada@example.com.', 'C-2'],
    ['ada @example.com', 'C-2'],
    ['<ada@example.com>', 'C-2'],
    ['mailto:ada@example.com', 'C-2'],
    ['Ada <ada@example.com>', 'C-2'],
  ])('%s', (typed, customer) => {
    const { trust, said } = trustIn({ field: typed })
    expect(trust).toMatchObject({ level: 'claimed', write: 1, customer, resolution: 'unique' })
    expect(said).toEqual([])
  })
})

test.each<[string, TrustSettings, string]>([
  ['2025550183', { ...DEFAULT_TRUST, regions: ['GB', 'US'] }, 'claim_number_ambiguous'],
  ['07700 900147', DEFAULT_TRUST, 'claim_number_unread'],
  ['ada@example', IN_BRITAIN, 'claim_email_unread'],
])('that %s cannot be read is said by code and place', (typed, settings, code) => {
  const { trust, said, risks } = trustIn({ field: typed }, settings)
  expect(said).toEqual([`${code} /claims`])
  expect({ trust, risks }).toEqual({ ...trustIn({ field: 'Ada' }, settings), said: undefined })
  expect(JSON.stringify(said)).not.toContain(typed)
})

test('what a bot passed on is told at its item', () => {
  const { reasons } = assess(
    {
      conversation: 'CH01',
      contact: { channel: 'web_chat', address: 'guest-1' },
      readers: [],
      evidence: [
        {
          kind: 'bot_handover',
          at: '2026-11-22T09:59:00Z',
          conversation: 'CH01',
          claims: { phone: '07700 900147' },
        },
      ],
    },
    AT,
    DEFAULT_TRUST,
  )
  expect(reasons.filter(({ code }) => code === 'claim_number_unread')).toHaveLength(1)
})

test('whatever is typed, a claim is worth no more than any other claim', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789+ ()-@.aé'), maxLength: 24 })
  fc.assert(
    fc.property(fc.oneof(digits, fc.string()), (typed) => {
      const { trust, risks } = trustIn({ field: typed })
      expect(trust.write).toBeLessThanOrEqual(1)
      expect(trust.read).toBe(0)
      expect(risks).toEqual([])
    }),
    runs(200),
  )
})
