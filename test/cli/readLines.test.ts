import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines, type TextLine } from '../../src/cli/readLines.js'

const collect = async (
  chunks: readonly Buffer[],
  longest: number,
): Promise<readonly TextLine[]> => {
  const lines: TextLine[] = []
  for await (const line of readLines(Readable.from(chunks), longest)) lines.push(line)
  return lines
}

const cut = (bytes: Buffer, sizes: readonly number[]): readonly Buffer[] => {
  const chunks: Buffer[] = []
  let from = 0
  for (const size of sizes) {
    chunks.push(bytes.subarray(from, from + size))
    from += size
  }
  chunks.push(bytes.subarray(from))
  return chunks.filter((chunk) => chunk.length > 0)
}

const anyLine = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replaceAll('\n', ''))

test('lines are the same however the stream is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyLine, { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 }),
      async (texts, sizes) => {
        const whole = Buffer.from(`${texts.join('\n')}\n`)
        const lines = await collect(cut(whole, sizes), 1000)
        expect(lines).toEqual(texts.map((text, index) => ({ number: index + 1, text })))
      },
    ),
  )
})

test('a line over the bound is marked and its neighbours are kept, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 11, max: 200 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }),
      async (length, sizes) => {
        const whole = Buffer.from(`before\n${'x'.repeat(length)}\nafter\n`)
        const lines = await collect(cut(whole, sizes), 10)
        expect(lines.map(({ text }) => text)).toEqual(['before', null, 'after'])
      },
    ),
  )
})

test('a last line needs no line feed', async () => {
  expect(await collect([Buffer.from('a\nb')], 10)).toEqual([
    { number: 1, text: 'a' },
    { number: 2, text: 'b' },
  ])
})
