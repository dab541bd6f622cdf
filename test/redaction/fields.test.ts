import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { type RedactedRecord, readRules, redactRecord } from '../../src/redaction/index.js'

const keepAll = { target: 'field', path: '**', action: 'keep' } as const
const masked = { target: 'text', identifier: 'default', action: 'mask' } as const
const redact = (record: unknown): RedactedRecord => redactRecord(record, [keepAll, masked])

const FIELDS = [
  ['cvv', '482'],
  ['cardCvv', '482'],
  ['security_code', '0119'],
  ['date_of_birth', '1982-07-04'],
  ['dateOfBirth', '04/07/1982'],
  ['dob', '040782'],
  ['passport_number', 'C01X00T47'],
  ['routing', '021000021'],
  ['routingNumber', 121000358],
  ['ssn', '536904399'],
  ['card_expiry', '0327'],
  ['expiry', '03/27'],
  ['mobile', '07700 900123'],
] as const

describe('the key of a field', () => {
  test.each(FIELDS)('%s tells what its value is', (key, value) => {
    const { value: shown } = redact({ note: 'fine', [key]: value })
    expect(JSON.stringify(shown)).not.toContain(String(value))
  })

  test.each(FIELDS.filter(([, value]) => typeof value === 'string'))(
    'an object with %s hides what the same object hides as text',
    (key, value) => {
      const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      const record = { note: 'fine', [snake]: value }
      const { value: asText } = redact({ body: JSON.stringify(record) })
      const { value: asRecord } = redact(record)
      for (const shown of [asText, asRecord]) expect(JSON.stringify(shown)).not.toContain(value)
    },
  )

  // A field that decides for itself holds nothing else, and goes by the rule that names it.
  const kinds = identifiers
    .filter(({ fieldDecides }) => fieldDecides !== true)
    .map(({ type, examples }) => [type, examples.valid] as const)
  test.each(kinds)(
    '%s hides each of its examples, with its country and without',
    (type, values) => {
      for (const key of [type, type.replace(/^[a-z]{2}_/, '')])
        for (const value of values)
          expect([key, redact({ note: 'fine', [key]: value }).value]).not.toEqual([
            key,
            { note: 'fine', [key]: value },
          ])
    },
  )

  test('tells it of a list, and of an object inside', () => {
    const { value } = redact({ cvv: ['482', '483'], passport: { number: 'C01X00T47' } })
    expect(JSON.stringify(value)).not.toMatch(/48[23]|C01X00T47/)
  })

  test('says of an order that it is no phone number', () => {
    const record = { order_id: '4155550132', phone_order: '10023456' }
    expect(redact({ order_id: '10023456' }).value).toEqual({ order_id: '10023456' })
    expect(redact(record).value).toMatchObject({ phone_order: '10023456' })
  })

  test('leaves a date of birth to a rule that names its field', () => {
    const rules = [{ target: 'field', path: 'dob', action: 'keep' }, masked] as const
    expect(redactRecord({ dob: '1982-07-04' }, rules).value).toEqual({ dob: '1982-07-04' })
  })
})

describe('a field that holds a message', () => {
  const body = 'ada@example.com'

  test('follows the text rules, though it is nothing but an address', () => {
    const rule = { target: 'field', path: 'body', action: 'keep' } as const
    expect(redactRecord({ body }, [rule, masked]).value).toEqual({ body })
    expect(redactRecord({ body }, [{ ...rule, text: true }, masked]).value).toEqual({
      body: 'a***@example.com',
    })
  })

  test('is said so for all below, and of two rules for one field either says it', () => {
    const rules = [
      { target: 'field', path: 'messages', action: 'keep', text: true },
      { target: 'field', path: 'messages.*.body', action: 'keep' },
      masked,
    ] as const
    expect(redactRecord({ messages: [{ body }] }, rules).value).toEqual({
      messages: [{ body: 'a***@example.com' }],
    })
  })

  test('is said so in portable rules', () => {
    const rules = [{ target: 'field', path: 'body', action: 'keep', text: true }]
    expect(readRules(JSON.parse(JSON.stringify(rules)))).toEqual({ ok: true, value: rules })
  })
})
