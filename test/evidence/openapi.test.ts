import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findMethod } from '../../src/evidence/index.js'

/** Twilio's own examples, read in place from its OpenAPI description, in both casings. */
const FOLDER = join(import.meta.dirname, '../../../shared/twilio-openapi')
const IS_HERE = existsSync(join(FOLDER, 'twilio_verify_v2.json'))

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (value: unknown, ...steps: readonly string[]): unknown =>
  steps.reduce<unknown>((inner, step) => (isJson(inner) ? inner[step] : undefined), value)

/** Every answer that Twilio gives as an example under paths with this ending. */
function examplesOf(file: string, ending: string): readonly Json[] {
  if (!IS_HERE) return []
  const document: unknown = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))
  return Object.entries(at(document, 'paths') ?? {})
    .filter(([path]) => path.endsWith(ending))
    .flatMap(([, operations]) => Object.values(operations ?? {}))
    .flatMap((operation) => Object.values(at(operation, 'responses') ?? {}))
    .flatMap((response) =>
      Object.values(at(response, 'content', 'application/json', 'examples') ?? {}),
    )
    .flatMap((example) => (isJson(at(example, 'value')) ? [at(example, 'value')] : []))
    .filter(isJson)
}

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

describe.skipIf(!IS_HERE)('the examples of Twilio', () => {
  test('of Verify checks are read as proofs', () => {
    const examples = examplesOf('twilio_verify_v2.json', '/VerificationCheck')
    expect(examples.length).toBeGreaterThanOrEqual(4)
    for (const example of examples) {
      expect(read('verify_check', example)).toMatchObject({ ok: true, value: [{ type: 'proof' }] })
      expect(read('verify_check', camel(example))).toEqual(read('verify_check', example))
    }
  })

  test('of Verify challenges are proofs when they are approved, and nothing otherwise', () => {
    const examples = [
      ...examplesOf('twilio_verify_v2.json', '/Challenges'),
      ...examplesOf('twilio_verify_v2.json', '/Challenges/{Sid}'),
      ...examplesOf('twilio_verify_v2.json', '/Passkeys/ApproveChallenge'),
    ].filter((example) => 'status' in example)
    expect(examples.length).toBeGreaterThanOrEqual(8)
    for (const example of examples) {
      const named = {
        ...example,
        identity: example['identity'] === '' ? 'e-1' : example['identity'],
      }
      expect(read('factor_challenge', named)?.ok).toBe(example['status'] === 'approved')
      expect(read('factor_challenge', camel(named))).toEqual(read('factor_challenge', named))
    }
  })

  test('of enrolled passkeys are no proofs', () => {
    const examples = examplesOf('twilio_verify_v2.json', '/Passkeys/VerifyFactor')
    expect(examples.length).toBeGreaterThanOrEqual(1)
    for (const example of examples) expect(read('factor_challenge', example)?.ok).toBe(false)
  })

  test('of Lookup are read, package by package, alike in both casings', () => {
    const examples = examplesOf('twilio_lookups_v2.json', '/PhoneNumbers/{PhoneNumber}')
    expect(examples.length).toBeGreaterThanOrEqual(15)
    const codes = new Set<string>()
    for (const example of examples) {
      const found = read('lookup', example)
      if (example['valid'] !== true) continue
      expect(found?.ok).toBe(true)
      expect(read('lookup', camel(example))).toEqual(found)
      for (const fact of found?.ok === true ? found.value : []) {
        if (fact.type === 'limit') codes.add(fact.code)
      }
    }
    expect([...codes].sort()).toEqual([
      'call_forwarding',
      'line_inactive',
      'non_fixed_voip',
      'reassigned',
      'sim_swap',
    ])
  })
})
