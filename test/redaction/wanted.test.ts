import { expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'
import { MORE } from './chatMore.js'
import { OTHER } from './chatOther.js'
import { SCRIPTS } from './chatScripts.js'
import { WESTERN } from './chatWestern.js'

const lines = [...WESTERN, ...OTHER, ...MORE, ...SCRIPTS].map((line) =>
  line.replace(/⟦[a-z_]+:([^⟧]*)⟧/g, '$1'),
)
// What belongs to another finding is found beside it alone.
const BESIDE = ['card_code', 'card_expiry', 'bank_account', 'bic']

test('what is found among all kinds is found when its kind alone is asked for', () => {
  const lost = lines.flatMap((text) =>
    scan(text)
      .spans.filter(({ type }) => !BESIDE.includes(type))
      .filter(
        ({ start, end, type }) =>
          !scan(text, { types: [type] }).spans.some(
            (span) => span.type === type && span.start < end && start < span.end,
          ),
      )
      .map(({ type }) => `${type} in ${text}`),
  )
  expect(lost).toEqual([])
})

test('nothing is found of a kind that is not asked for', () => {
  const types = ['email', 'phone']
  for (const text of lines)
    for (const { type } of scan(text, { types }).spans) expect(types).toContain(type)
})
