import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactText, scan } from '../../src/redaction/index.js'

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const

// Of each the parts that nobody may see, wherever a line breaks.
const VALUES = [
  ['4111 1111 1111 1111', ['1111']],
  ['536-90-4399', ['536', '4399']],
  ['+1 415 555 0132', ['555', '0132']],
  ['ada@example.com', ['ada', 'example']],
  ['DE89 3704 0044 0532 0130 00', ['3704', '0532']],
] as const

// What other programs do to the text of a message on its way to us.
const json = (text: string): string => JSON.stringify({ body: text, more: true })
const ascii = (text: string): string =>
  json(text).replace(
    /[^\n -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
const quoted = (text: string): string => text.replace(/^/gm, '> ')
const CARRIERS: readonly (readonly [string, (text: string) => string])[] = [
  ['JSON', json],
  ['JSON within JSON', (text) => json(json(text))],
  ['JSON in ASCII alone', ascii],
  ['the lines of mail', (text) => text.replace(/\n/g, '\r\n')],
  ['a mail that is quoted', quoted],
  ['a mail that is quoted thrice', (text) => quoted(quoted(quoted(text)))],
  ['a quoted mail in JSON', (text) => json(quoted(text).replace(/\n/g, '\r\n'))],
  ['two bytes a character', (text) => text.replace(/[ -~]/g, '$&\0')],
]

const value = fc.constantFrom(...VALUES)
const around = fc.constantFrom('', 'hi\n', 'so it is ', 'naïve\t', 'thanks,\n\n', '«', 'x\n\n')
const space = fc.constantFrom(' ', '\u00a0', '\u2009')

describe.each(CARRIERS)('a text carried as %s', (_, carry) => {
  test('shows no part of a value in it', () => {
    fc.assert(
      fc.property(value, around, around, space, ([written, parts], before, after, gap) => {
        const text = carry(`${before}${written.replaceAll(' ', gap)} ${after}`)
        const shown = redactText(text, DROP).text.replaceAll('\0', '')
        expect(parts.filter((part) => shown.includes(part))).toEqual([])
      }),
    )
  })
})

test('a card whose line breaks between any two groups is found', () => {
  for (const at of [4, 9, 14]) {
    const lines = `4111 1111 1111 1111`.split('')
    lines[at] = '\n'
    const text = `it is ${lines.join('')} ok`
    for (const carried of [text, quoted(text), text.replace('\n', '\r\n')])
      expect(scan(carried).spans.map(({ type }) => type)).toEqual(['payment_card'])
  }
})

test('a backslash that stands between no quotes is one', () => {
  const text = 'my password is abc\\north12!'
  expect(redactText(text, DROP).text).toBe('my password is [password]')
})
