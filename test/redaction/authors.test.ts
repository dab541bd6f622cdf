import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactTranscript } from '../../src/redaction/index.js'

const rule = (action: 'keep' | 'drop') =>
  [{ target: 'text', identifier: 'default', action }] as const
const SAID = 'mail ada@example.com'

describe('whoever it is that is not known', () => {
  test('is shown by nobody’s rules, where each author has their own', () => {
    const nobody = fc.constantFrom<unknown>(undefined, null, '', 7, {}, ['customer'])
    const lax = fc.constantFrom<(author: string) => ReturnType<typeof rule>>(
      () => rule('keep'),
      (author) => rule(author === 'customer' ? 'drop' : 'keep'),
      (author) => rule(author === 'agent' ? 'drop' : 'keep'),
    )
    fc.assert(
      fc.property(nobody, lax, (author, rules) => {
        const messages: { id: string; author: string; text: string }[] = JSON.parse(
          JSON.stringify([{ id: '1', author, text: SAID }]),
        )
        const [shown] = redactTranscript(messages, rules)
        expect(shown).toMatchObject({ text: '[withheld]', complete: false })
      }),
    )
  })

  test('is read by the one list where there is one', () => {
    const messages = [{ id: '1', author: '', text: SAID }]
    expect(redactTranscript(messages, rule('drop'))[0]?.text).toBe('mail [email]')
  })
})

test('rules that cannot be had show nothing, and throw nothing of what was said', () => {
  const messages = [{ id: '1', author: 'ada', text: SAID }]
  const throwing = () => {
    throw new TypeError(SAID)
  }
  expect(redactTranscript(messages, throwing)).toMatchObject([
    { text: '[withheld]', complete: false, reasons: [{ code: 'unknown_rule' }] },
  ])
})

test('a value typed over messages is hidden in each, whatever their ids are', () => {
  const texts = ['my card is 4111 1111', 'hold on', '1111 1111 ok', 'call 415 555 0132']
  const ids = fc.constantFrom('', 'same', 'IM1', 'IM2')
  fc.assert(
    fc.property(fc.tuple(ids, ids, ids, ids), (given) => {
      const messages = texts.map((text, at) => ({ id: given[at] ?? '', author: 'ada', text }))
      expect(redactTranscript(messages, rule('drop')).map(({ text }) => text)).toEqual([
        'my card is [payment_card]',
        'hold on',
        '[payment_card] ok',
        'call [phone]',
      ])
    }),
  )
})
