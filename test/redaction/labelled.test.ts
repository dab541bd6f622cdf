import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'

// Length by country, as the SWIFT IBAN registry has them.
const IBANS =
  'AD24 AE23 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 ' +
  'LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SA24 SE24 SI19 SK24 SM27 TR26 UA29 VA22'

const digitsOf = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

/** The rest by 97 of a number whose letters are written as 10 to 35. */
const restOf = (text: string): number =>
  [...text].reduce((rest, one) => Number(`${rest}${Number.parseInt(one, 36)}`) % 97, 0)

const anyIban = fc.constantFrom(...IBANS.split(' ')).chain((one) => {
  const country = one.slice(0, 2)
  return digitsOf(Number(one.slice(2)) - 4).map((account) => {
    const check = 98 - restOf(`${account}${country}00`)
    return `${country}${String(check).padStart(2, '0')}${account}`
  })
})

const inFours = (text: string): string => text.replaceAll(/(.{4})(?=.)/g, '$1 ')

const anyCard = digitsOf(14).map((rest) => {
  const body = `4${rest}`
  const sum = [...body].reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return `${body}${(10 - (sum % 10)) % 10}`
})

const anySsn = fc
  .tuple(
    fc.integer({ min: 1, max: 899 }).filter((area) => area !== 666),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: 9_999 }),
  )
  .map(([area, group, serial]) =>
    [
      String(area).padStart(3, '0'),
      String(group).padStart(2, '0'),
      String(serial).padStart(4, '0'),
    ].join('-'),
  )

const anyWord = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
  minLength: 3,
  maxLength: 9,
})
const anyEmail = fc
  .tuple(
    anyWord,
    fc.constantFrom('', '.', '_', '+'),
    anyWord,
    fc.constantFrom('example.com', 'mail.example.org'),
  )
  .map(([first, mark, last, host]) => `${first}${mark}${mark === '' ? '' : last}@${host}`)

const anyIpv4 = fc
  .tuple(fc.constantFrom('192.0.2', '198.51.100', '203.0.113'), fc.integer({ min: 1, max: 254 }))
  .map(([net, host]) => `${net}.${host}`)
const anyIpv6 = fc.integer({ min: 1, max: 0xffff }).map((host) => `2001:db8::${host.toString(16)}`)

// Of each pair the first tells in words what the value is, the second does not.
const KINDS = {
  payment_card: { values: fc.oneof(anyCard, anyCard.map(inFours)), words: ['my card is ', 'use '] },
  us_ssn: { values: anySsn, words: ['my ssn is ', 'you asked for it, here: '] },
  email: { values: anyEmail, words: ['write to ', 'i think its '] },
  iban: { values: fc.oneof(anyIban, anyIban.map(inFours)), words: ['iban ', 'send it to '] },
  ipv4: { values: anyIpv4, words: ['the router says ', 'im on '] },
  ipv6: { values: anyIpv6, words: ['the router says ', 'im on '] },
} as const
type LabelledKind = keyof typeof KINDS
const anyKind = fc.constantFrom<LabelledKind>(
  'payment_card',
  'us_ssn',
  'email',
  'iban',
  'ipv4',
  'ipv6',
)

const anyLine = anyKind.chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    before: fc.constantFrom(...KINDS[kind].words),
    value: KINDS[kind].values,
    after: fc.constantFrom('', '.', ' ok?', ', thanks', '\nand when does it come'),
  }),
)

test('a value in a line is found whole as what it is, and nothing else is', () => {
  fc.assert(
    fc.property(anyLine, ({ kind, before, value, after }) => {
      const { spans } = scan(`${before}${value}${after}`)
      expect(spans.map(({ start, end, type }) => ({ start, end, type }))).toEqual([
        { start: before.length, end: before.length + value.length, type: kind },
      ])
    }),
    runs(500),
  )
})

test('an IBAN with another digit in it is none', () => {
  fc.assert(
    fc.property(anyIban, fc.nat(), fc.integer({ min: 1, max: 9 }), (iban, place, more) => {
      const at = 4 + (place % (iban.length - 4))
      const other = (Number(iban.charAt(at)) + more) % 10
      const wrong = `${iban.slice(0, at)}${other}${iban.slice(at + 1)}`
      const { spans } = scan(`send it to ${wrong}`)
      expect(spans.filter(({ type }) => type === 'iban')).toEqual([])
    }),
    runs(500),
  )
})

// How people speak with a service about rooms, tables, tickets and trains.
const SERVICE = [
  'I need a table for 4 at 19:30 on March 12th, somewhere moderate',
  'Two tickets to the 2019 show, please, row 14, seats 112 and 113',
  'The flight leaves at 6:05 and arrives 11:40, it costs $1,249.50',
  'A room with 2 beds from the 3rd to the 9th, under 140 dollars a night',
  'Please play song 7 of the album 1989',
  'The bus 22 leaves platform 3 every 15 minutes until 23:45',
  'My appointment was on 04/07/2026 at half past 2',
  'How is the weather in 94103? 71 degrees and 4 percent rain, I guess',
  'Transfer 250 dollars to savings and tell me what is left',
  'The apartment has 1,200 square feet, 3 rooms and 2.5 baths',
] as const

test.each(SERVICE)('no card, SSN, IBAN, address of a machine or of mail in: %s', (text) => {
  const types = ['payment_card', 'us_ssn', 'iban', 'ipv4', 'ipv6', 'email', 'phone']
  expect(scan(text, { types }).spans).toEqual([])
})
