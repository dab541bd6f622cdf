import type { Readable } from 'node:stream'

/** One line of a stream: its text, or nothing where it was longer than the bound. */
export interface TextLine {
  /** 1-based. */
  readonly number: number
  readonly text: string | null
}

/** Splits a stream into lines in constant memory: a line over the bound (in characters) is dropped and marked. */
export async function* readLines(input: Readable, longest: number): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder()
  let number = 0
  let rest = ''
  let over = false
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const line = rest + text.slice(from, end)
      number += 1
      yield { number, text: over || line.length > longest ? null : line }
      rest = ''
      over = false
      from = end + 1
    }
    rest = over ? '' : rest + text.slice(from)
    if (rest.length > longest) {
      rest = ''
      over = true
    }
  }
  rest += decoder.decode()
  if (over || rest !== '')
    yield { number: number + 1, text: over || rest.length > longest ? null : rest }
}
