import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { methods } from '../../src/evidence/index.js'
import { isRecord } from '../../src/model/index.js'
import { jsonSchemas } from '../../src/policy/jsonSchemas.js'
import { keysAt } from '../../src/policy/policyJsonSchema.js'
import { readSource } from '../../src/policy/readSource.js'

const { policy, engagement, decision } = jsonSchemas()

const EXAMPLES = ['retailer', 'clinic', 'bank'].map((name) => {
  const source = readSource(readFileSync(`examples/policies/${name}.yaml`, 'utf8'))
  return [name, source.ok ? source.value.value : null] as const
})

// Of JSON Schema 2020-12, the words these schemas use; anything else fails the test.
function isValid(schema: unknown, value: unknown): boolean {
  if (!isRecord(schema)) return schema !== false
  const { type, properties, additionalProperties, required, items, anyOf, pattern } = schema
  const values: readonly unknown[] = Array.isArray(schema['enum']) ? schema['enum'] : [value]
  if (!values.includes(value)) return false
  if ('const' in schema && schema['const'] !== value) return false
  if (Array.isArray(anyOf) && !anyOf.some((choice) => isValid(choice, value))) return false
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(String(value))) return false
  if (Array.isArray(type)) return type.some((one) => isOfType(one, value))
  if (type === 'array') return Array.isArray(value) && value.every((item) => isValid(items, item))
  if (type !== 'object') return type === undefined || isOfType(type, value)
  if (!isRecord(value)) return false
  const known = isRecord(properties) ? properties : {}
  return (
    (Array.isArray(required) ? required : []).every((key) => Object.hasOwn(value, String(key))) &&
    Object.entries(value).every(([key, member]) =>
      isValid(Object.hasOwn(known, key) ? known[key] : additionalProperties, member),
    )
  )
}

const isOfType = (type: unknown, value: unknown): boolean =>
  type === 'integer'
    ? Number.isInteger(value)
    : type === 'null'
      ? value === null
      : typeof value === type

describe('the JSON Schema of a policy', () => {
  test.each(EXAMPLES)('accepts the %s', (_, document) => {
    expect(isValid(policy, document)).toBe(true)
  })

  test.each([
    ['a level that is none', { classes: { a: { full: 'verifed' } } }],
    ['a key that is none', { clases: {} }],
    ['a pack that is none', { packs: ['gdrp'] }],
    ['a step-up method that is none', { stepUp: ['Smoke signals'] }],
    ['a duration without a unit', { classes: { a: { full: { write: 'strong', maxAge: '15' } } } }],
  ])('refuses %s', (_, part) => {
    const sound = { policy: 'p', version: 1, classes: {}, routes: [{ id: 'a', queue: 'q' }] }
    expect(isValid(policy, sound)).toBe(true)
    expect(isValid(policy, { ...sound, ...part })).toBe(false)
  })

  test('names the keys of every place', () => {
    expect(keysAt([])).toContain('stepUp')
    expect(keysAt(['classes', 'anything', 'full'])).toContain('maxAge')
    expect(keysAt(['routes', 3, 'when'])).toContain('trust_below')
    expect(keysAt(['classes'])).toEqual([])
  })
})

test('the JSON Schema of an engagement accepts one and refuses time inside it', () => {
  const sound = { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }
  const lookup = {
    kind: 'lookup',
    at: '2026-11-22T10:00:00Z',
    result: { phone_number: '+14155550100' },
  }
  expect(isValid(engagement, { ...sound, evidence: [lookup] })).toBe(true)
  expect(isValid(engagement, { ...sound, at: '2026-11-22T10:00:00Z' })).toBe(false)
})

describe.each(methods)('the JSON Schema of $kind', ({ examples }) => {
  const sound = { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }
  const accepts = (item: unknown): boolean => isValid(engagement, { ...sound, evidence: [item] })

  test('accepts what its source gives', () => {
    for (const item of examples.valid) {
      // Written down, as it would be: a field that is undefined is none.
      expect(accepts(JSON.parse(JSON.stringify(item)))).toBe(true)
    }
  })

  test('refuses a misspelt kind, and a field of another type', () => {
    for (const item of examples.valid) {
      expect(accepts({ ...item, kind: `${item.kind}s` })).toBe(false)
      if ('conversation' in item) expect(accepts({ ...item, conversation: ['CH01'] })).toBe(false)
    }
  })
})

test('every schema is plain JSON of the dialect editors read', () => {
  for (const schema of [policy, engagement, decision]) {
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
  }
})

// What it makes is run a few times, so that to make it shorter takes longer than it saves.
const AJV = { strict: true, allErrors: true, code: { optimize: false } }

describe('a validator that is strict', () => {
  const documents: Readonly<Record<string, readonly unknown[]>> = {
    policy: EXAMPLES.map(([, document]) => document),
    engagement: [
      {
        conversation: 'CH01',
        contact: { channel: 'sms', address: '+14155550100' },
        claims: { name: 'Ada', age: 7, adult: true },
      },
    ],
    decision: [],
  }

  test.each(Object.entries(jsonSchemas()))('takes the schema of a %s', (name, schema) => {
    expect(schema['$id']).toMatch(new RegExp(`^https://.+/${name}\\.json$`))
    const validate = new Ajv2020(AJV).compile(schema)
    for (const document of documents[name] ?? [])
      expect([validate(document), validate.errors]).toEqual([true, null])
    expect(validate({ at: 7 })).toBe(false)
  })
})
