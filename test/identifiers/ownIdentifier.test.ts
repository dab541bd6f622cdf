import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOwnIdentifier, readPattern, toIdentifier } from '../../src/identifiers/index.js'
import { CHECKSUMS, OWN_MASKS, type OwnIdentifier } from '../../src/model/index.js'
import { runs, times } from '../runs.js'
import { isQuickOnHostileTexts } from './hostileTexts.js'

interface OwnIdentifierExample {
  readonly own: OwnIdentifier
  readonly valid: readonly string[]
  readonly invalid: readonly string[]
}

const EXAMPLES: readonly OwnIdentifierExample[] = [
  {
    own: { pattern: 'BK-?\\d{6}', mask: 'last_2' },
    valid: ['BK-123456', 'bk123456', 'Bk-000000'],
    invalid: ['BK-12345', 'BK-1234567', 'XBK123456', 'BK--123456'],
  },
  {
    own: { pattern: '(?:RES|GRP)[ -][A-Z0-9]{5,8}(?:\\.1|\\.2)?', mask: 'last_4' },
    valid: ['RES-AB12C', 'grp ab12cdef', 'GRP-00000.2'],
    invalid: ['RES-AB', 'RAS-AB12C', 'RESAB12C', 'RES-AB12C.3'],
  },
  {
    own: { pattern: '\\d{4}(?: |-)?\\d{4} ?\\d{4}', checksum: 'luhn', mask: 'last_4' },
    valid: ['4532 0151 1285', '4532-01511285'],
    invalid: ['4532 0151 1286', '4532 0151 128'],
  },
  {
    own: { pattern: '[A-Z]{2}\\d{4}', checksum: 'mod97' },
    valid: ['AB1281', 'ab1281'],
    invalid: ['AB1282', 'AB12811'],
  },
  {
    own: { pattern: '\\d{9}', checksum: 'mod11_10' },
    valid: ['123456788'],
    invalid: ['123456789'],
  },
  {
    own: { pattern: '\\d{4}', checksum: 'verhoeff' },
    valid: ['2363'],
    invalid: ['2364'],
  },
]

const identifierOf = (own: OwnIdentifier) => {
  const made = toIdentifier('own_kind', own)
  if (made === null) throw new TypeError('this kind should be readable')
  return made
}

const isFound = (pattern: RegExp, text: string): boolean =>
  [...text.matchAll(pattern)].some(([found]) => found === text)

describe.each(EXAMPLES)('a kind of its own, $own.pattern', ({ own, valid, invalid }) => {
  const { mask, parse, pattern } = identifierOf(own)
  const isRead = (text: string): boolean => isFound(pattern, text) && parse(text).ok

  test.each(valid)('recognises %s', (text) => {
    expect(isRead(text)).toBe(true)
  })

  test.each(invalid)('leaves %s alone', (text) => {
    expect(isRead(text)).toBe(false)
  })

  test('parsing is idempotent, total and quiet', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...valid)), (text) => {
        const once = parse(text)
        if (once.ok) expect(parse(once.value)).toEqual(once)
        else if (text.length > 3) expect(JSON.stringify(once)).not.toContain(JSON.stringify(text))
      }),
    )
  })

  test.each(valid)('masking %s shows no more than a third, of all and of its digits', (text) => {
    const parsed = parse(text)
    expect(parsed.ok).toBe(true)
    if (!parsed.ok) return
    const shown = mask(parsed.value).replace(/\*/g, '')
    expect(shown.length * 3).toBeLessThanOrEqual(parsed.value.length)
    const digits = (of: string): number => of.replace(/\D/g, '').length
    expect(digits(shown) * 3).toBeLessThanOrEqual(digits(parsed.value))
  })

  test('the pattern is global, and quick on texts that it nearly finds itself in', () => {
    expect(pattern.global).toBe(true)
    expect(isQuickOnHostileTexts(pattern, valid)).toBe(true)
  })
})

test('two spellings of one value are one value', () => {
  const { parse } = identifierOf({ pattern: 'BK[ -]?\\d{3}[./]\\d{3}' })
  const spelt = ['BK-123.456', 'bk 123/456', 'BK123.456'].map((text) => parse(text))
  expect(new Set(spelt.map((read) => (read.ok ? read.value : ''))).size).toBe(1)
})

const STEPS = [
  'A',
  'B',
  '7',
  '-',
  ' ',
  '\\d',
  '[A-C]',
  '[0-4]',
  '[A-Z0-9]',
  '[ -]',
  '(AB|CD)',
  '(?:X|YZ)',
]
const TIMES = ['', '', '?', '{2}', '{1,3}', '{0,4}', '+', '*', '{2,}']
const anyStep = fc
  .tuple(fc.constantFrom(...STEPS), fc.constantFrom(...TIMES))
  .map(([step, times]) => step + times)
const anyPattern = fc.array(anyStep, { minLength: 1, maxLength: 7 }).map((steps) => steps.join(''))

const anySound = anyPattern.filter((pattern) => readPattern(pattern).ok)

// Drawn once: to find what a pattern matches takes fast-check longer than all that is asked of it here.
const SOUND = fc.sample(anySound, times(80)).map((pattern) => {
  const whole = new RegExp(`^(?:${pattern})$`)
  return {
    pattern,
    whole,
    made: toIdentifier('own_kind', { pattern }),
    found: fc.sample(fc.stringMatching(whole), 4),
  }
})
const anyKind = fc.constantFrom(...SOUND)
const anyFound = anyKind.chain((kind) =>
  fc.tuple(fc.constant(kind), fc.constantFrom(...kind.found)),
)

describe('the grammar of patterns', () => {
  test('any pattern it takes is quick on texts that it nearly finds itself in', () => {
    fc.assert(
      fc.property(anyFound, ([{ made }, found]) => {
        expect(made === null || isQuickOnHostileTexts(made.pattern, [found])).toBe(true)
      }),
      runs(60),
    )
  })

  test('it means what the same expression means', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...'ABCDXYZ0479- '), maxLength: 14 })
    fc.assert(
      fc.property(fc.oneof(anyFound, fc.tuple(anyKind, anyText)), ([{ made, whole }, text]) => {
        if (made === null) return
        expect(made.parse(text).ok).toBe(whole.test(text))
      }),
      runs(250),
    )
  })

  test('whatever is found can be read', () => {
    const anyAround = fc.constantFrom('', ' ', 'x ', ' 7', '-', ', ')
    fc.assert(
      fc.property(anyFound, anyAround, anyAround, ([{ made }, one], before, after) => {
        const text = before + one + after
        for (const [found] of made === null ? [] : text.matchAll(made.pattern))
          expect(made?.parse(found).ok).toBe(true)
      }),
      runs(250),
    )
  })

  test('nothing makes it throw', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'[](){}|?*+\\^$.-,:AZaz09d é') })
    fc.assert(
      fc.property(odd, (pattern) => {
        expect(typeof readPattern(pattern).ok).toBe('boolean')
      }),
    )
  })

  test.each([
    ['\\d+', 'pattern_unbounded', '+'],
    ['[A-Z]*1', 'pattern_unbounded', '*'],
    ['\\d{4,}', 'pattern_unbounded', '{4,}'],
    ['(A|B)+', 'pattern_unbounded', '+'],
    ['\\d{2,4}\\d{3}', 'pattern_ambiguous', '\\d{2,4}'],
    ['A?A?A?A{3}', 'pattern_ambiguous', 'A?'],
    ['a?A{3}', 'pattern_ambiguous', 'a?'],
    ['\\d{2,3}-?\\d', 'pattern_ambiguous', '\\d{2,3}'],
    ['(AB|ABC)\\d{4}', 'pattern_ambiguous', '(AB|ABC)'],
    ['\\d{65}', 'pattern_too_long', '\\d{65}'],
    ['\\d{2}', 'pattern_too_short', '\\d{2}'],
    ['A?B?C?', 'pattern_too_short', 'A?B?C?'],
    ['.{3}', 'pattern_not_allowed', '.'],
    ['(A.|B)\\d{4}', 'pattern_not_allowed', '(A.|B)'],
    ['(?=AB)\\d{4}', 'pattern_not_allowed', '('],
    ['(\\d)\\1{3}', 'pattern_not_allowed', '(\\d)'],
    ['^\\d{4}', 'pattern_not_allowed', '^'],
    ['[^A]{4}', 'pattern_not_allowed', '['],
    ['[A-Z-]{4}', 'pattern_not_allowed', '[A-Z-]{4}'],
    ['[A-z]{4}', 'pattern_not_allowed', '[A-z]{4}'],
    ['[Z-A]{4}', 'pattern_not_allowed', '[Z-A]{4}'],
    ['-\\d{4}', 'pattern_not_allowed', '-\\d{4}'],
    ['\\d{4}-?', 'pattern_not_allowed', '\\d{4}-?'],
    ['AB|CD', 'pattern_not_allowed', '|'],
    ['Ж\\d{4}', 'pattern_not_allowed', 'Ж'],
  ])('%s is refused: %s at %s', (pattern, code, word) => {
    expect(readPattern(pattern)).toEqual({ ok: false, fault: { code, word } })
  })
})

test('what is no description of a kind is none', () => {
  const sound = { pattern: '\\d{4}', words: ['club'], checksum: CHECKSUMS[0], mask: OWN_MASKS[0] }
  expect(isOwnIdentifier(sound)).toBe(true)
  for (const key of ['pattern', 'words', 'checksum', 'mask', 'more'])
    for (const value of [null, 7, '', [], {}, [''], ['x'.repeat(99)], '\\d+'])
      expect(isOwnIdentifier({ ...sound, [key]: value })).toBe(false)
})
