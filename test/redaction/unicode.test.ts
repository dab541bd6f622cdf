import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

const shift = (zero: number) => (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)))
const between = (mark: string) => (text: string) => text.replace(/(?<=[0-9])(?=[0-9])/g, mark)
const gap = (mark: string) => (text: string) => text.replace(/[ -]/g, mark)

const VALUES = [
  ['payment_card', '4111 1111 1111 1111'],
  ['us_ssn', '536-90-4399'],
  ['phone', '415-555-0132'],
] as const

const WRITINGS: readonly (readonly [string, (text: string) => string])[] = [
  ['full-width digits', shift(0xff10)],
  ['Arabic-Indic digits', shift(0x0660)],
  ['Persian digits', shift(0x06f0)],
  ['Devanagari digits', shift(0x0966)],
  ['mathematical bold digits', shift(0x1d7ce)],
  ['mathematical monospace digits', shift(0x1d7f6)],
  ['keycap emoji', (text) => text.replace(/[0-9](?!$)/g, '$&\ufe0f\u20e3')],
  ['zero-width spaces', between('\u200b')],
  ['soft hyphens', between('\u00ad')],
  ['word joiners', between('\u2060')],
  ['no-break spaces', gap('\u00a0')],
  ['thin spaces', gap('\u2009')],
  ['en dashes', gap('\u2013')],
  ['no-break hyphens', gap('\u2011')],
  ['HTML entities', (text) => text.replace(/[0-9]/g, (digit) => `&#${48 + Number(digit)};`)],
  [
    'hexadecimal HTML entities',
    (text) => text.replace(/[0-9]/g, (digit) => `&#x${(48 + Number(digit)).toString(16)};`),
  ],
]

describe.each(WRITINGS)('%s', (_, write) => {
  test.each(VALUES)('do not hide a %s', (type, value) => {
    const written = write(value)
    const text = `so it is ${written}, thanks`
    expect(scan(text).spans).toEqual([{ start: 9, end: 9 + written.length, type }])
  })
})

test.each(['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1'])(
  'digits typed one by one are found: %s',
  (text) => {
    expect(scan(text).spans).toEqual([{ start: 0, end: text.length, type: 'payment_card' }])
  },
)

test.each([
  'ada [at] example [dot] com',
  'ada(at)example(dot)com',
  'ada&commat;example.com',
  'ada&commat;example&period;com',
  'ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ',
  'ada@exa\u200bmple.com',
])('%s is an e-mail address', (text) => {
  expect(scan(text).spans).toEqual([{ start: 0, end: text.length, type: 'email' }])
})

test('a web address is found without a digit, a colon or a full stop in the text', () => {
  expect(scan('go to example (dot) com please').spans).toEqual([{ start: 6, end: 23, type: 'url' }])
})

test('letters beyond the first plane do not move offsets', () => {
  expect(scan('😀😀 ４１１１ 1111 1111 1111').spans).toEqual([
    { start: 5, end: 24, type: 'payment_card' },
  ])
})
