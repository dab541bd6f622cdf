import { expect, test } from 'vitest'
import { redactText, scan } from '../../src/redaction/index.js'

const masked = [{ target: 'text', identifier: 'default', action: 'mask' }] as const

test.each([
  ['call (415) 555-0132', 'call ***32'],
  ['write to ada@example.com', 'write to a***@example.com'],
  ['my card is 4111 1111 1111 1111', 'my card is ***1111'],
  ['nothing to hide', 'nothing to hide'],
])('%s is shown as %s', (text, shown) => {
  expect(redactText(text, masked).text).toBe(shown)
})

test('an action that is not known drops', () => {
  const rules = JSON.parse('[{"target":"text","identifier":"default","action":"whisper"}]')
  expect(redactText('call (415) 555-0132', rules).text).toBe('call [phone]')
})

test('over budget the whole text is withheld and says so', () => {
  const result = redactText('call (415) 555-0132', masked, { budget: 5 })
  expect(result.text).toBe('[withheld]')
  expect(result.complete).toBe(false)
  expect(result.reasons).toEqual([{ code: 'over_budget' }])
})

test('a year before a card number does not hide the card', () => {
  expect(scan('2026 4111 1111 1111 1111').spans).toEqual([
    { start: 5, end: 24, type: 'payment_card' },
  ])
})

test.each(['**', '__', '~~', '``', '""', '()', '[]'])(
  '%s around a value, as chats mark it up, hides nothing',
  ([open, close]) => {
    const values = [
      '536-90-4399',
      '4111 1111 1111 1111',
      'GB29NWBK60161331926819',
      '(415) 555-0132',
    ]
    for (const value of values) {
      expect(redactText(`it is ${open}${value}${close}`, masked).text).not.toContain(value)
    }
  },
)
