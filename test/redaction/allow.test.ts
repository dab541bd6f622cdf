import { describe, expect, test } from 'vitest'
import { redactText, redactTranscript } from '../../src/redaction/index.js'

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
const KEEP = [{ target: 'text', identifier: 'default', action: 'keep' }] as const

describe('what is ours to show', () => {
  const allow = [
    '+44 20 7946 0018',
    '+1 800 555 0199',
    'care@example.com',
    'https://example.com/help',
  ]

  test.each([
    ['call us at +1 (800) 555-0199', 'call us at +1 (800) 555-0199'],
    ['write to Care@example.com', 'write to Care@example.com'],
    ['see https://example.com/help', 'see https://example.com/help'],
    ['call us at +1 (800) 5550199 ext', 'call us at +1 (800) 5550199 ext'],
    ['ring +44 (0)20 7946 0018', 'ring +44 (0)20 7946 0018'],
    ['ring +44\u200b20 7946 0018 or 0019', 'ring [phone] or 0019'],
    ['or call +1 415 555 0132', 'or call [phone]'],
    ['not care@example.community', 'not [email]'],
    ['see https://example.com/help?token=abcd1234', 'see [url_secret]'],
  ])('%s', (text, shown) => {
    expect(redactText(text, DROP, { allow }).text).toBe(shown)
  })
})

test('each author has rules of their own', () => {
  const shown = redactTranscript(
    [
      { id: '1', author: 'agent', text: 'mail ada@example.com' },
      { id: '2', author: 'customer', text: 'no, bea@example.com' },
    ],
    (author) => (author === 'agent' ? KEEP : DROP),
  )
  expect(shown.map(({ text }) => text)).toEqual(['mail ada@example.com', 'no, [email]'])
})
