import { describe, expect, test } from 'vitest'
import { EMPTY_TAIL, redactTranscript, scanMessage, type Tail } from '../../src/redaction/index.js'

function play(messages: readonly string[]) {
  let tail: Tail = EMPTY_TAIL
  return messages.map((text, index) => {
    const result = scanMessage(tail, text, `IM${index}`)
    tail = JSON.parse(JSON.stringify(result.tail))
    return result
  })
}

describe('a number typed over several messages', () => {
  test('is found with its last part, and the earlier ones are named', () => {
    const last = play(['my card is 4111', '1111', '1111', '1111 thanks']).at(-1)
    expect(last?.spans).toEqual([{ start: 0, end: 4, type: 'payment_card' }])
    expect(last?.earlier).toEqual([
      { id: 'IM0', start: 11, end: 15, type: 'payment_card' },
      { id: 'IM1', start: 0, end: 4, type: 'payment_card' },
      { id: 'IM2', start: 0, end: 4, type: 'payment_card' },
    ])
  })

  test('is found in another script', () => {
    expect(play(['４１１１ 1111', '1111 1111']).at(-1)?.earlier).toHaveLength(1)
  })

  test('is not made of small talk', () => {
    for (const { spans, earlier } of play([
      '2 people',
      'at 7',
      '30',
      'table 4',
      '11',
      'thanks',
      '12',
    ])) {
      expect(spans).toEqual([])
      expect(earlier).toEqual([])
    }
  })

  test('leaves a small tail, however long the talk', () => {
    let tail: Tail = EMPTY_TAIL
    for (let i = 0; i < 100; i += 1) tail = scanMessage(tail, '1 2 3 '.repeat(500), 'IM', {}).tail
    expect(JSON.stringify(tail).length).toBeLessThan(1000)
  })

  test('is hidden in every message of a transcript', () => {
    const shown = redactTranscript(
      [
        { id: '1', author: 'ada', text: 'it is 4111 1111' },
        { id: '2', author: 'bot', text: 'go on' },
        { id: '3', author: 'ada', text: '1111 1111' },
      ],
      [{ target: 'text', identifier: 'default', action: 'mask' }],
    )
    expect(shown.map(({ text }) => text)).toEqual([
      'it is [payment_card]',
      'go on',
      '[payment_card]',
    ])
  })
})

describe('a card typed over messages', () => {
  const say = (author: string, ...texts: readonly string[]) =>
    texts.map((text, i) => ({ id: `${author}${i}`, author, text }))
  const drop = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
  const shown = (...messages: ReturnType<typeof say>) =>
    redactTranscript(messages, drop).map(({ text }) => text)

  test('has its expiry and its code in the next two of its author', () => {
    expect(shown(...say('a', '4111 1111 1111 1111', '03/27', '482'))).toEqual([
      '[payment_card]',
      '[card_expiry]',
      '[card_code]',
    ])
    expect(shown(...say('a', 'my card 4111111111111111', 'exp is 0327 and 482 ok'))).toEqual([
      'my card [payment_card]',
      'exp is [card_expiry] and [card_code] ok',
    ])
  })

  test('has none in what another says, nor in what its author says later', () => {
    const [card] = say('a', '4111 1111 1111 1111')
    if (card === undefined) throw new Error('no message')
    expect(shown(card, ...say('b', 'that will be 482', 'ok 737'))).toEqual([
      '[payment_card]',
      'that will be 482',
      'ok 737',
    ])
    expect(shown(...say('a', '4111 1111 1111 1111', 'ok', 'sure', 'there were 482')).at(-1)).toBe(
      'there were 482',
    )
  })
})
