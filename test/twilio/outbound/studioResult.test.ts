import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  STUDIO_LIMIT,
  toStudioResult,
  withheldStudioResult,
} from '../../../src/twilio/outbound/studioResult.js'
import { anyDecision, anyEngagement } from '../../arbitraries/decision.js'
import { runs } from '../../runs.js'

const named = (answers: Readonly<Record<string, unknown>>) =>
  Object.keys(answers).map((name) => ({ name }))

const keysOf = (value: object) => new Set(Object.keys(value))

describe('the Studio result', () => {
  test('has the same keys when withheld as when decided, and every value but the attributes is a string', () => {
    fc.assert(
      fc.property(anyEngagement, anyDecision, (engagement, decision) => {
        const policy = { classes: named(decision.disclosure), actions: named(decision.actions) }
        const decided = toStudioResult(engagement, decision)
        expect(keysOf(withheldStudioResult('internal_error', { policy }))).toEqual(keysOf(decided))
        const { attributes, ...flat } = decided
        expect(new Set(Object.values(flat).map((value) => typeof value))).toEqual(
          new Set(['string']),
        )
        expect(Object.keys(attributes)).toEqual(['countersign', 'claimed'])
      }),
    )
  })

  test.each([0, 500, 1_000, 3_000])('stays under 64 kB in bytes with %d classes', (count) => {
    const disclosure = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`class_${index}`, 'full' as const]),
    )
    fc.assert(
      fc.property(anyEngagement, anyDecision, (engagement, decision) => {
        const result = toStudioResult(engagement, { ...decision, disclosure })
        expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThanOrEqual(STUDIO_LIMIT)
      }),
      runs(3),
    )
  })

  test('withheld opens nothing', () => {
    fc.assert(
      fc.property(anyDecision, fc.string(), (decision, code) => {
        const policy = { classes: named(decision.disclosure), actions: named(decision.actions) }
        const result = withheldStudioResult(code, { policy })
        for (const [key, value] of Object.entries(result)) {
          if (key.startsWith('disclose_')) expect(value).toBe('none')
          if (key.startsWith('action_')) expect(value).toBe('deny')
        }
        expect([result.ok, result.rank, result.verified, result.customer]).toEqual([
          'false',
          '0',
          'false',
          '',
        ])
      }),
    )
  })

  test('a reason that is not a code is not repeated', () => {
    expect(withheldStudioResult('Ada said: hello').reason).toBe('internal_error')
  })
})

test('a widget of Studio reads 64 KiB of JSON', () => {
  expect(STUDIO_LIMIT).toBe(65_536)
})
