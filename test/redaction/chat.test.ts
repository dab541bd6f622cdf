import { describe, expect, test } from 'vitest'
import { type Span, scan } from '../../src/redaction/index.js'
import { MORE_HARMLESS } from './chatHarmless.js'
import { HASTE, NO_HASTE } from './chatHaste.js'
import { KINDS, NO_KINDS } from './chatKinds.js'
import { MORE } from './chatMore.js'
import { HARMLESS, OTHER } from './chatOther.js'
import { NOT_ON_PHONE, ON_PHONE } from './chatPhone.js'
import { SCRIPTS } from './chatScripts.js'
import { NO_STREETS, STREETS } from './chatStreets.js'
import { NOT_TIRED, TIRED } from './chatTired.js'
import { NOT_WEARY, WEARY } from './chatWeary.js'
import { WESTERN } from './chatWestern.js'
import { isHidden } from './isHidden.js'

interface LabelledLine {
  readonly text: string
  readonly values: readonly Span[]
}

/** Takes the marks of labelled values out of a line. */
function read(line: string): LabelledLine {
  let text = ''
  let from = 0
  const values: Span[] = []
  for (const { 0: marked, 1: type = '', 2: value = '', index } of line.matchAll(
    /⟦([a-z_]+):([^⟧]*)⟧/g,
  )) {
    text += line.slice(from, index)
    values.push({ start: text.length, end: text.length + value.length, type })
    text += value
    from = index + marked.length
  }
  return { text: text + line.slice(from), values }
}

const lines = [
  ...WESTERN,
  ...OTHER,
  ...MORE,
  ...SCRIPTS,
  ...STREETS,
  ...HASTE,
  ...KINDS,
  ...ON_PHONE,
  ...TIRED,
  ...WEARY,
]
  .map(read)
  .map((line) => ({ ...line, spans: scan(line.text).spans }))
const kinds = [...new Set(lines.flatMap(({ values }) => values.map(({ type }) => type)))]

describe('what tired customers type, in twenty languages', () => {
  test.each(kinds)('every %s is hidden whole', (type) => {
    const missed = lines.flatMap(({ text, values, spans }) =>
      values
        .filter((value) => value.type === type && !isHidden(text, value, spans))
        .map(({ start, end }) => `${text.slice(start, end)} in ${text}`),
    )
    expect(missed).toEqual([])
  })

  test('values are called what they are, 97 in 100', () => {
    const all = lines.flatMap(({ values, spans }) =>
      values.map(({ start, end, type }) =>
        spans.some((span) => span.type === type && span.start < end && start < span.end),
      ),
    )
    expect(all.filter(Boolean).length / all.length).toBeGreaterThan(0.97)
  })

  test.each([
    ...HARMLESS,
    ...MORE_HARMLESS,
    ...NO_STREETS,
    ...NO_HASTE,
    ...NO_KINDS,
    ...NOT_ON_PHONE,
    ...NOT_TIRED,
    ...NOT_WEARY,
  ])('nothing is found in: %s', (text) => {
    expect(scan(text).spans).toEqual([])
  })
})
