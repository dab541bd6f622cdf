import { describe, expect, test } from 'vitest'
import { findMethod } from '../../src/evidence/index.js'
import type { JsonObject } from '../../src/model/index.js'
import {
  APPROVED_CHECKS,
  CHALLENGES,
  ENROLLED_PASSKEY,
  INVALID_LOOKUP,
  LOOKUPS,
} from './twilioAnswers.js'

const isJson = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As the SDK spells it, with dates as objects. */
const camel = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camel)
  if (!isJson(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
      /^date_/.test(key) && typeof inner === 'string' ? new Date(inner) : camel(inner),
    ]),
  )
}

const read = (kind: string, result: unknown) =>
  findMethod(kind)?.read(
    { kind, at: '2026-11-22T10:00:00Z', conversation: 'CH01', result },
    { issuers: [] },
  )

describe('as Twilio answers, in either casing', () => {
  test.each(APPROVED_CHECKS)('a Verify check by $channel to $to is read as a proof', (answer) => {
    expect(read('verify_check', answer)).toMatchObject({ ok: true, value: [{ type: 'proof' }] })
    expect(read('verify_check', camel(answer))).toEqual(read('verify_check', answer))
  })

  test.each(CHALLENGES)('a challenge of $factor_type that is $status', (answer) => {
    expect(read('factor_challenge', answer)?.ok).toBe(answer['status'] === 'approved')
    expect(read('factor_challenge', camel(answer))).toEqual(read('factor_challenge', answer))
  })

  test('a passkey that was enrolled is no proof', () => {
    expect(read('factor_challenge', ENROLLED_PASSKEY)?.ok).toBe(false)
  })

  test.each(LOOKUPS)('Lookup %#', (answer) => {
    const found = read('lookup', answer)
    expect(found?.ok).toBe(true)
    expect(read('lookup', camel(answer))).toEqual(found)
  })

  test('what Lookup tells of a number, and of what is none, limits by these codes', () => {
    const found = [...LOOKUPS, INVALID_LOOKUP].map((answer) => read('lookup', answer))
    const facts = found.flatMap((one) => (one?.ok === true ? one.value : []))
    const codes = facts.flatMap((fact) => (fact.type === 'limit' ? [fact.code] : []))
    expect([...new Set(codes)].sort()).toEqual([
      'call_forwarding',
      'line_inactive',
      'non_fixed_voip',
      'reassigned',
      'sim_swap',
    ])
  })
})
