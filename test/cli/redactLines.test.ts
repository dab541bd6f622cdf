import { describe, expect, test } from 'vitest'
import { call } from './world.js'

interface MessageLine {
  readonly conversation?: string
  readonly author?: string
  readonly id?: string
  readonly text: string
}

async function redactLines(lines: readonly MessageLine[]) {
  const stdin = lines.map((line) => JSON.stringify(line)).join('\n')
  const { exit, stdout } = await call(['redact', '--text', '--ndjson'], stdin)
  expect(exit).toBe(0)
  const printed: { text: string; earlier?: readonly unknown[] }[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return printed
}

const of =
  (conversation: string, author: string) =>
  (text: string, id?: string): MessageLine => ({ conversation, author, text, ...(id && { id }) })
const ada = of('CH01', 'ada')
const bob = of('CH01', 'bob')

describe('lines of one conversation and author', () => {
  test.each([
    [['4111 1111', '1111 1111'], 'payment_card'],
    [[...'4111111111111111'], 'payment_card'],
    [['ada.lovelace', '@example.com'], 'email'],
    [['DE89 3704 0044', '0532 0130 00'], 'iban'],
  ])('hold a value together: %j', async (texts, type) => {
    const printed = await redactLines(texts.map((text) => ada(text)))
    expect(printed).toHaveLength(texts.length)
    const [last] = printed.slice(-1)
    expect([last?.text]).not.toEqual(texts.slice(-1))
    expect(last?.earlier).toContainEqual(expect.objectContaining({ id: '1', type }))
  })

  test('tell of an earlier line by the id that it has', async () => {
    const printed = await redactLines([ada('4111 1111', 'a'), ada('1111 1111', 'b')])
    expect(printed[1]?.earlier).toEqual([{ id: 'a', start: 0, end: 9, type: 'payment_card' }])
  })

  test('are not mixed with those of others, and lines in between change nothing', async () => {
    const rest = ada('1111 1111')
    for (const half of [bob('4111 1111'), of('CH02', 'ada')('4111 1111'), { text: '4111 1111' }])
      expect((await redactLines([half, rest]))[1]?.text).toBe('1111 1111')
    const between = [ada('4111 1111'), bob('one moment'), of('CH02', 'ada')('hello'), rest]
    expect((await redactLines(between))[3]?.text).not.toContain('1111 1111')
  })

  test('answer what the other side asked', async () => {
    const [, code] = await redactLines([bob('What is your security code?'), ada('482')])
    expect(code?.text).not.toContain('482')
    const [, order] = await redactLines([bob('What is your order number?'), ada('256496929')])
    expect(order?.text).toBe('256496929')
  })
})

test('a line without a conversation is redacted on its own', async () => {
  const [line] = await redactLines([{ text: 'mail ada@example.com' }])
  expect(line).toEqual({ text: expect.not.stringContaining('ada@') })
})
