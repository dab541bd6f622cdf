import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { scan } from '../../src/redaction/index.js'

const named = identifiers.filter(({ anchors }) => anchors.includes('named'))

// The scanner looks for such words at every third character, so that each place of a word is one of three.
const PLACES = ['', ' ', '  ']

describe('a word that names a value', () => {
  test.each(named)('tells of a $type the same wherever in a text it stands', (identifier) => {
    const { context, examples } = identifier
    const texts = (context?.words ?? []).flatMap((word) =>
      examples.valid.map((value) => `${word.replace(/\*$/, '')}: ${value}`),
    )
    const uneven = texts.filter((text) => {
      const found = PLACES.map((before) =>
        scan(`a${before} ${text}`)
          .spans.map(({ start, type }) => `${type} ${start - before.length}`)
          .join(),
      )
      return new Set(found).size > 1
    })
    expect(uneven).toEqual([])
  })
})
