import { describe, expect, test } from 'vitest'
import { redactText, scan } from '../../src/redaction/index.js'

const found = (text: string): readonly string[] =>
  scan(text).spans.map(({ start, end, type }) => `${type}: ${text.slice(start, end)}`)

describe('marks people put into a value, or right after it', () => {
  test.each([
    ['ali@example.com، شكرا', 'email: ali@example.com'],
    ['ali@example.com؟', 'email: ali@example.com'],
    ['ali@example.com؛شكرا', 'email: ali@example.com'],
    ['ravi@example.com। धन्यवाद', 'email: ravi@example.com'],
    ['ivan@example.comспасибо', 'email: ivan@example.com'],
    ['john.smith@ gmail.com', 'email: john.smith@ gmail.com'],
    ['john.smith@gmail,com', 'email: john.smith@gmail,com'],
    ['john.smith @gmail.com', 'email: john.smith @gmail.com'],
    ['john.smith@gmail .com', 'email: john.smith@gmail .com'],
    ['jsmith88 @ example.com', 'email: jsmith88 @ example.com'],
    ['4111ー1111ー1111ー1111', 'payment_card: 4111ー1111ー1111ー1111'],
    ['4111・1111・1111・1111', 'payment_card: 4111・1111・1111・1111'],
    ['4111, 1111, 1111, 1111', 'payment_card: 4111, 1111, 1111, 1111'],
    ['4111_1111_1111_1111', 'payment_card: 4111_1111_1111_1111'],
    ['4111<br>1111<br/>1111<br />1111', 'payment_card: 4111<br>1111<br/>1111<br />1111'],
    ['4111 1111\n1111 1111', 'payment_card: 4111 1111\n1111 1111'],
    ['P. O. Box 12', 'postal_address: P. O. Box 12'],
    ['Postfach 1234', 'postal_address: Postfach 1234'],
  ])('%j holds %s', (text, value) => {
    expect(found(text)).toEqual([value])
  })

  test('a space that is not of an address makes none', () => {
    for (const text of ['meet me @ noon tomorrow', 'look @ this. com', '5 @ 3,50 each'])
      expect(found(text)).toEqual([])
  })
})

describe('two values run together', () => {
  test.each([
    ['ada@example.com4155550132', ['email: ada@example.com', 'phone: 4155550132']],
    ['+14155550132+14155550133', ['phone: +14155550132', 'phone: +14155550133']],
    ['415-555-0132/415-555-0133', ['phone: 415-555-0132', 'phone: 415-555-0133']],
    ['ada@example.com,bob@example.com', ['email: ada@example.com', 'email: bob@example.com']],
    [
      '4111 1111 1111 1111 5500 0055 5555 5559',
      ['payment_card: 4111 1111 1111 1111', 'payment_card: 5500 0055 5555 5559'],
    ],
  ])('%s are two values', (text, values) => {
    expect(found(text)).toEqual(values)
  })
})

describe('one address', () => {
  test('has one token, in whatever case it is typed', () => {
    const rules = [{ target: 'text', identifier: 'email', action: 'token' }] as const
    const options = { key: 'a key of more than sixteen bytes', conversation: 'CH1' }
    const [one, two] = ['Ada.Smith@Example.com', 'ada.smith@example.com'].map(
      (text) => redactText(text, rules, options).text,
    )
    expect(one).toBe(two)
  })

  test('is none where a sentence runs on', () => {
    expect(found('cables, plugs etc.me too')).toEqual([])
    expect(found('ok.me neither')).toEqual([])
    expect(found('see example.me today')).toEqual(['url: example.me'])
  })
})

describe('of a word for a value and a word against it', () => {
  test.each([
    ['call me about order 10023456', []],
    ['my number for order 10023456 is 4155550132', ['phone: 4155550132']],
    ['order phone 4155550132', ['phone: 4155550132']],
    ['phone order 4155550132', []],
    ['ssn for ticket 256496929', []],
    ['ticket, ssn 256496929', ['us_ssn: 256496929']],
    ['dob on invoice 04/07/1982', []],
    ['invoice for dob 04/07/1982', ['date_of_birth: 04/07/1982']],
    ['expires coupon 03/27', []],
    ['order expires 03/27', ['card_expiry: 03/27']],
    ['server version 1.2.3.4', []],
    ['version on server 1.2.3.4', ['ipv4: 1.2.3.4']],
    ['call me in case 4155550132 works', ['phone: 4155550132']],
    ['order +1 415 555 0132', ['phone: +1 415 555 0132']],
  ])('the nearer counts: %s', (text, values) => {
    expect(found(text)).toEqual(values)
  })
})
