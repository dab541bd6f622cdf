import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { runs } from '../runs.js'
import { isQuickOnHostileTexts } from './hostileTexts.js'

const isFound = (pattern: RegExp, text: string): boolean =>
  [...text.matchAll(pattern)].some(([found]) => found === text)

test('every type is named once, in snake case', () => {
  const types = identifiers.map(({ type }) => type)
  expect(new Set(types).size).toBe(types.length)
  for (const type of types) expect(type).toMatch(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)
})

// An engine writes what is repeated up to three times out as often, unless it captures, and compiles the copies inside
// of each other: the first text of a process waits for that.
const LONGEST_WRITTEN_OUT = 250

/** Gives how long the longest group is that does not capture and may be repeated two or three times. */
function longestWrittenOut({ source }: RegExp): number {
  const opened: number[] = []
  let longest = 0
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === '[') while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    else if (source[at] === '(') opened.push(at)
    else if (source[at] === ')') {
      const start = opened.pop() ?? at
      const isRepeated = /^\{\d,[23]\}/.test(source.slice(at + 1))
      if (isRepeated && source.startsWith('(?:', start)) longest = Math.max(longest, at - start)
    }
  }
  return longest
}

test('a long group that is not written out is told from one that is', () => {
  expect(longestWrittenOut(/(?:ab|[)]c){0,3}(?:abcdefghijkl){4}/)).toBe(10)
  expect(longestWrittenOut(/(ab|cd){0,3}/)).toBe(0)
})

describe.each(identifiers)('$type', ({ examples, mask, parse, pattern }) => {
  const isRead = (text: string): boolean => isFound(pattern, text) && parse(text).ok

  test.each(examples.valid)('recognises %s', (text) => {
    expect(isRead(text)).toBe(true)
  })

  test.each(examples.invalid)('leaves %s alone', (text) => {
    expect(isRead(text)).toBe(false)
  })

  test('parsing is idempotent, total and quiet', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...examples.valid)), (text) => {
        const once = parse(text)
        if (once.ok) expect(parse(once.value)).toEqual(once)
        else if (text.length > 3) expect(JSON.stringify(once)).not.toContain(JSON.stringify(text))
      }),
    )
  })

  test.each(examples.valid)('masking %s shows no more than a third of its digits', (text) => {
    const parsed = parse(text)
    const digits = text.replace(/\D/g, '')
    expect(parsed.ok).toBe(true)
    if (parsed.ok) {
      const shown = mask(parsed.value).replace(/\D/g, '')
      expect(shown.length * 3).toBeLessThanOrEqual(Math.max(digits.length, 0))
    }
  })

  test('the pattern holds no long group that an engine writes out', () => {
    expect(longestWrittenOut(pattern)).toBeLessThan(LONGEST_WRITTEN_OUT)
  })

  // How the whole scanner grows on hostile text is tested with the scanner.
  test('the pattern is global, and quick on texts that it nearly finds itself in', () => {
    expect(pattern.global).toBe(true)
    expect(isQuickOnHostileTexts(pattern, examples.valid)).toBe(true)
  })
})

test('a pattern that backtracks is reported', () => {
  // A fifth of the time, so that the slowness of one that need not be as bad is told as well.
  expect(isQuickOnHostileTexts(/(?:\d{1,3} ?){3,8}[b-z]/g, [], 100)).toBe(false)
})

const glanced = identifiers.filter(({ mayStart }) => mayStart !== undefined)

test.each(glanced)('no place is ruled out where a $type is', (identifier) => {
  const { examples, mayStart, parse, pattern, shrink } = identifier
  const isOne = (text: string): boolean => {
    const shorter = shrink?.(text) ?? text
    return parse(text).ok || (shorter !== text && isOne(shorter))
  }
  const anyPart = fc.oneof(
    fc.constantFrom(...examples.valid),
    fc.constantFrom(...examples.valid).map((text) => text.toLowerCase()),
    fc.constantFrom(' ', ', ', '-', '.', 'A', 'é', 'N', 'St', '4', '21'),
  )
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 6 }), (parts) => {
      const text = parts.join('')
      for (const { 0: found, index } of text.matchAll(pattern))
        if (isOne(found)) expect(mayStart?.(text, index)).toBe(true)
    }),
    runs(300),
  )
})
