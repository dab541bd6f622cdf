import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTyped } from '../../src/channels/index.js'
import { runs } from '../runs.js'

const NUMBER = { node: 'tel:+447700900147' }
const MAIL = { node: 'mailto:ada.l@example.com' }

const ZEROS = ['0', '０', '٠', '۰', '०', '০', '๐']
const inScript = (zero: string, text: string): string =>
  text.replaceAll(/\d/g, (digit) =>
    String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)),
  )

// What phones, widgets and people put around an address: unseen marks, spaces of any kind, quotation marks.
const around = fc
  .array(fc.constantFrom('\u200e', '\u200b', '\u2060', ' ', '\u00a0', '\u3000'), { maxLength: 2 })
  .map((marks) => marks.join(''))
const enclosed = fc.constantFrom(
  ['', ''],
  ['<', '>'],
  ['(', ')'],
  ['"', '"'],
  ['„', '“'],
  ['*', '*'],
)
const after = fc.constantFrom('', '.', ',', ';', '!', ' .')

const dressed = (address: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(around, enclosed, address, after, around)
    .map(
      ([before, [open, close], text, end, last]) => `${before}${open}${text}${close}${end}${last}`,
    )

const grouped = fc.constantFrom(
  '7700 900147',
  '7700 900 147',
  '7700-900-147',
  '7700.900.147',
  '7700\u00a0900\u00a0147',
  '7700900147',
  '(7700) 900147',
)
const international = fc.constantFrom(
  '+44 ',
  '+44',
  '0044 ',
  '00 44 ',
  '0044',
  '++44',
  '＋44 ',
  '+44 (0)',
)

const numbers = fc
  .tuple(fc.constantFrom('', 'tel:', 'TEL: '), international, grouped, fc.constantFrom(...ZEROS))
  .map(([scheme, prefix, rest, zero]) => `${scheme}${inScript(zero, `${prefix}${rest}`)}`)

const mails = fc.constantFrom(
  'ada.l@example.com',
  'Ada.L@Example.COM',
  'ada.l @example.com',
  'ada.l@ example.com',
  'ada.l @ example.com',
  'ada.l＠example．com',
  'mailto:ada.l@example.com',
  'email: ada.l@example.com',
  'Ada Lovelace <ada.l@example.com>',
)

test('an address is one address, however it is typed', () => {
  fc.assert(
    fc.property(dressed(numbers), dressed(mails), (number, mail) => {
      expect(parseTyped(number)).toEqual(NUMBER)
      expect(parseTyped(mail)).toEqual(MAIL)
    }),
    runs(400),
  )
})

test('a number without its country is read in the regions there are, and else it is said that it was not read', () => {
  const national = fc
    .tuple(grouped, fc.constantFrom('', 'tel:'), fc.constantFrom(...ZEROS))
    .filter(([rest]) => !rest.startsWith('('))
    .map(([rest, scheme, zero]) => `${scheme}${inScript(zero, `0${rest}`)}`)
  fc.assert(
    fc.property(dressed(national), (number) => {
      expect(parseTyped(number, ['US', 'GB'])).toEqual(NUMBER)
      expect(parseTyped(number)).toEqual({ code: 'claim_number_unread' })
    }),
    runs(200),
  )
})

test('what has the look of an address is read, or it is said that it was not', () => {
  const few = fc.array(fc.constantFrom(...'0123456789 -.()'), { minLength: 9, maxLength: 20 })
  const number = fc
    .tuple(fc.constantFrom('+', '+4', '00', '0'), few)
    .map(([begins, rest]) => `${begins}${rest.join('')}`)
    .filter((text) => {
      const digits = text.replaceAll(/\D/g, '').length
      return digits >= 10 && digits <= 15 && !/^\D*(?:19|20)\d\d\D|\D(?:19|20)\d\d\D*$/.test(text)
    })
  const atom = fc.string({ unit: fc.constantFrom(...'ab1._-éж@'), minLength: 1, maxLength: 8 })
  const mail = fc
    .tuple(atom, atom)
    .map(([local, host]) => `${local}@${host}`)
    // Within these marks a text is stressed, and they are no part of it.
    .filter((box) => !/^_.*_\.*$/.test(box))
  fc.assert(
    fc.property(number, mail, (dialled, box) => {
      expect([dialled, parseTyped(dialled)].filter((one) => one === null)).toEqual([])
      if (/[^\s@.]@[^\s@.]/.test(box)) expect(parseTyped(box)).not.toBeNull()
      else expect(box).toContain('@')
    }),
    runs(400),
  )
})

describe('what cannot be read says why', () => {
  test.each<[string, readonly string[], string]>([
    ['07700 900147', [], 'claim_number_unread'],
    ['tel:07700900147', [], 'claim_number_unread'],
    ['202-555-0183', [], 'claim_number_unread'],
    ['+1 202-555-0183 x4', [], 'claim_number_unread'],
    ['tel:+44 7700 900147;ext=2', [], 'claim_number_unread'],
    ['+44 7700 900147 or +44 7700 900148', [], 'claim_number_unread'],
    ['07700 900147', ['US'], 'claim_number_unread'],
    ['2025550183', ['GB', 'US'], 'claim_number_ambiguous'],
    ['ada@example', [], 'claim_email_unread'],
    ['ada@@example.com', [], 'claim_email_unread'],
    ['ad\u0430@example.com', [], 'claim_email_unread'],
    ['ada lovelace@example.com', [], 'claim_email_unread'],
    ['ada@example.com, eve@example.org', [], 'claim_email_unread'],
    ['"ada@example.com" <eve@example.org>', [], 'claim_email_unread'],
  ])('%s in [%s]', (text, regions, code) => {
    expect(parseTyped(text, regions)).toEqual({ code })
  })
})

test.each([
  'Ada Lovelace',
  'José',
  '14:05',
  '1,299.00',
  '12/03/1980',
  '12.03.1980',
  '1980-3-12',
  '3 mars 1980',
  '4111 1111 1111 1111',
  '@ada_l',
  'see you @ noon',
  'my order came broken, write to ada@example.com please',
  'account:42',
  'a'.repeat(1_000),
])('%s is no address, and nothing is said of it', (text) => {
  expect(parseTyped(text, ['GB', 'US', 'DE'])).toBeNull()
})

test.each<[string, readonly string[], string]>([
  ['(415) 555-0100', ['US'], 'tel:+14155550100'],
  ['011 44 7700 900147', ['US'], 'tel:+447700900147'],
  ['447700900147', ['GB'], 'tel:+447700900147'],
  ['4️⃣1️⃣5️⃣5️⃣5️⃣5️⃣0️⃣1️⃣0️⃣0️⃣', ['US'], 'tel:+14155550100'],
  ['415 555 0100', ['US', 'CA'], 'tel:+14155550100'],
  ['whatsapp:+447700900147', [], 'tel:+447700900147'],
  ['_ada@example.com.', [], 'mailto:_ada@example.com'],
])('%s in [%s] is %s', (text, regions, node) => {
  expect(parseTyped(text, regions)).toEqual({ node })
})
