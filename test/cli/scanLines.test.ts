import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/index.js'
import { runs } from '../runs.js'
import { call, callAround } from './world.js'

/** Prints what a command makes of lines, one a line. */
async function linesOf(
  args: readonly string[],
  lines: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const stdin = lines.map((line) => JSON.stringify(line)).join('\n')
  const { exit, stdout } = await call([...args, '--ndjson'], stdin)
  expect(exit).toBe(0)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const text = fc.constantFrom(
  '4111 1111',
  '1111 1111',
  'security code?',
  '482',
  'ada.lovelace',
  '@example.com',
  'order number?',
  '256496929',
  'my pin is',
  '4821',
  'hello',
)
const name = fc.constantFrom<unknown>('ada', 'bob', 7, undefined)
const line = fc.record({
  conversation: fc.constantFrom<unknown>('CH1', 12, undefined),
  author: name,
  text,
})

describe('lines that are scanned', () => {
  test('tell of every value that is hidden when they are redacted, and of no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
        const scanned = await linesOf(['scan'], lines)
        const redacted = await linesOf(['redact', '--text'], lines)
        const told = scanned.map(({ spans, earlier }) => ({
          isFound: Array.isArray(spans) && spans.length > 0,
          earlier,
        }))
        expect(told).toEqual(
          redacted.map(({ text: shown, earlier }, at) => ({
            isFound: shown !== lines[at]?.['text'],
            earlier,
          })),
        )
      }),
      runs(30),
    )
  })

  test('answer the question that is asked for all of them, or for one', async () => {
    const code = { text: '482' }
    expect(await linesOf(['scan', '--asked', 'security code?'], [code])).toEqual([
      { spans: [{ start: 0, end: 3, type: 'card_code' }] },
    ])
    expect(await linesOf(['scan'], [{ ...code, asked: 'security code?' }, code])).toEqual([
      { spans: [{ start: 0, end: 3, type: 'card_code' }] },
      { spans: [] },
    ])
  })

  test('say what a finding rests on', async () => {
    const [found] = await linesOf(
      ['scan', '--why'],
      [{ conversation: 'CH1', author: 'ada', text: 'mail ada@example.com' }],
    )
    expect(found).toMatchObject({ spans: [{ type: 'email', why: { certainty: 90 } }] })
  })
})

describe('lines of a conversation whose people are numbers, or nobody', () => {
  test.each([7, null, undefined])('hold a value together: author %j', async (author) => {
    const lines = ['4111 1111', '1111 1111'].map((said) => ({
      conversation: 5,
      author,
      text: said,
    }))
    const [, last] = await linesOf(['redact', '--text'], lines)
    expect(last?.['text']).not.toContain('1111 1111')
  })
})

describe('a text as Windows writes it', () => {
  const said = 'la tarjeta de José: 4111 1111 1111 1111'
  const little = Buffer.from(`\ufeff${said}`, 'utf16le')
  test.each([
    ['UTF-16, the low byte first', little],
    ['UTF-16, the high byte first', Buffer.from(little).swap16()],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${said}`)],
  ])('is read in %s', async (_, bytes) => {
    const stdin = Readable.from([bytes])
    const { stdout } = await callAround(['redact', '--text'], () => undefined, '', { stdin })
    expect(stdout).toBe('la tarjeta de José: ***1111')
  })
})
